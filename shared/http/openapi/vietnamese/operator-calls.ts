/** The OpenAPI document in Vietnamese by its English text: calls of operators, their parameters and examples. */
export const ofOperatorCalls: Readonly<Record<string, string>> = {
  'Quotas of senders': 'Hạn mức của đơn vị gửi',
  'By level of agency, and those of agencies and credentials that have their own. `ETag` is the version on which they can be changed.':
    'Theo cấp cơ quan, và hạn mức riêng của cơ quan hoặc khóa. `ETag` là phiên bản làm căn cứ thay đổi.',
  'The quotas.': 'Các hạn mức.',
  'Change a quota': 'Đổi hạn mức',
  'Of a level, an agency or a credential. Every part of the hub goes by it within five minutes.':
    'Của một cấp, một cơ quan hoặc một khóa. Mọi phần của hệ thống áp dụng trong vòng năm phút.',
  'The quotas from then on.': 'Các hạn mức từ lúc đó.',
  'A third more requests an hour for one province': 'Thêm một phần ba số yêu cầu mỗi giờ cho một tỉnh',
  'Quotas, one agency with its own': 'Hạn mức, một cơ quan có hạn mức riêng',
  'Calls in an hour of the clock.': 'Số yêu cầu trong một giờ.',
  'Calls in a day in Vietnam.': 'Số yêu cầu trong một ngày ở Việt Nam.',
  'Batches of an agency that are under way at the same time. A key has none of its own.':
    'Số lô của một cơ quan đang xử lý cùng lúc. Khóa không có hạn mức riêng cho mục này.',
  'How much may be done.': 'Được làm bao nhiêu.',
  'Id of a credential, or code of an agency.': 'Mã khóa hoặc mã cơ quan.',
  'What is not named here is as for all of the level.': 'Mục không nêu ở đây áp dụng như chung của cấp.',
  'By level of agency, and for whom it is otherwise.': 'Theo cấp cơ quan, và những ai khác với chung.',
  'The quotas that stand, with the version to change them on.':
    'Các hạn mức hiện hành, kèm phiên bản làm căn cứ thay đổi.',
  'central, province, department or commune; code of an agency; id of a credential.':
    'central, province, department hoặc commune; mã cơ quan; mã khóa.',
  'What is not named stays. Null: nothing of its own any more; of a level, what the hub comes with.':
    'Mục không nêu giữ nguyên. Null: không còn hạn mức riêng; với một cấp thì trở về hạn mức ban đầu.',
  'So many requests are taken in the window.': 'Số yêu cầu được nhận trong khung thời gian.',
  'As far as the part of the hub knows that answers.': 'Theo số liệu mà phần đang trả lời biết.',
  'When it begins anew.': 'Khi nào tính lại từ đầu.',
  'A quota of the key, or of the agency that it acts for.':
    'Hạn mức của khóa, hoặc của cơ quan mà khóa đại diện.',
  'Requests that it has left, after this one. Without the agency where the key has several.':
    'Số yêu cầu còn lại, sau lời gọi này. Không có phần của cơ quan nếu khóa đại diện nhiều cơ quan.',
  'Planned maintenance': 'Các đợt bảo trì',
  'All of it, newest first. `ETag` is the version on which it can be changed.':
    'Tất cả, mới nhất trước. `ETag` là phiên bản làm căn cứ thay đổi.',
  'The maintenances.': 'Các đợt bảo trì.',
  'Before the first: the version to name in If-Match': 'Trước đợt đầu tiên: phiên bản cần nêu trong If-Match',
  'Start maintenance': 'Bắt đầu bảo trì',
  'From now on every minute counts as downtime (R6), until it is ended or its end has come. The same again, on the same version and by the same operator, is answered as the first time.':
    'Từ lúc này mỗi phút tính là gián đoạn (R6), cho đến khi kết thúc hoặc đến thời điểm kết thúc. Gửi lại y nguyên, trên cùng phiên bản và bởi cùng người vận hành, được trả lời như lần đầu.',
  'The ETag of what was read: the version that the change is made on.':
    'ETag của những gì đã đọc: phiên bản làm căn cứ thay đổi.',
  'From now on': 'Từ lúc này',
  'Without If-Match': 'Không có If-Match',
  'It is under way.': 'Đang bảo trì.',
  'End maintenance': 'Kết thúc bảo trì',
  'The hub is in service again; the record stays.': 'Hệ thống hoạt động trở lại; bản ghi được giữ.',
  'It is over.': 'Đã kết thúc.',
  'The hub is in service again': 'Hệ thống hoạt động trở lại',
  'Recovery drills, for who starts one': 'Các lần diễn tập, để bắt đầu',
  'Newest first. `ETag` is the version on which one can be asked for.':
    'Mới nhất trước. `ETag` là phiên bản làm căn cứ để yêu cầu diễn tập.',
  'Ask for a recovery drill': 'Yêu cầu diễn tập khôi phục',
  'It begins within five minutes. The same again, on the same version and by the same operator, is answered as the first time.':
    'Bắt đầu trong vòng năm phút. Gửi lại y nguyên, trên cùng phiên bản và bởi cùng người vận hành, được trả lời như lần đầu.',
  'It begins within five minutes': 'Bắt đầu trong vòng năm phút',
  'It is asked for.': 'Đã yêu cầu.',
  'What operators changed': 'Người vận hành đã thay đổi gì',
  'Newest first, with who, when, the version that it was made on, and the record from then on. For every operator. That of keys is at `/admin/history/keys`.':
    'Mới nhất trước, kèm ai, khi nào, phiên bản làm căn cứ và bản ghi từ đó. Dành cho mọi người vận hành. Của khóa thì ở `/admin/history/keys`.',
  'What operators did with keys and clients': 'Người vận hành đã làm gì với các khóa và ứng dụng khách',
  'Of all of them, newest first, with who, when, and the key or client from then on, without secrets and without their hashes. The versions are those of each.':
    'Của tất cả, mới nhất trước, kèm ai, khi nào và khóa hoặc ứng dụng khách từ đó, không có phần bí mật và giá trị băm của nó. Phiên bản là của từng mục.',
  'Only changes before these: `next` of the answer before.':
    'Chỉ các thay đổi trước đó: `next` của câu trả lời trước.',
  'A key that was issued': 'Một khóa đã cấp',
  'What was changed.': 'Những gì đã thay đổi.',
  'Only changes before this one: `next` of the answer before.':
    'Chỉ các thay đổi trước thay đổi này: `next` của câu trả lời trước.',
  'The changes.': 'Các thay đổi.',
  'A maintenance that was started and ended': 'Một đợt bảo trì đã bắt đầu và kết thúc',
  'This document': 'Tài liệu này',
  'OpenAPI 3.1, in Vietnamese or in English.': 'OpenAPI 3.1, bằng tiếng Việt hoặc tiếng Anh.',
  'The language of the document; when left out that of `Accept-Language`.':
    'Ngôn ngữ của tài liệu; nếu bỏ trống theo `Accept-Language`.',
  'The document.': 'Tài liệu.',
  'Whether the hub answers': 'Hệ thống có trả lời không',
  'Says nothing of stores and queues: those have alarms.':
    'Không nói gì về kho dữ liệu và hàng đợi: đã có cảnh báo riêng.',
  'It does.': 'Có.',
  'The hub answers': 'Hệ thống trả lời',
  'Where the registry stands': 'Phiên bản hiện tại của danh bạ',
  '`ETag` is the version on which it can be changed.': '`ETag` là phiên bản làm căn cứ thay đổi.',
  'The version.': 'Phiên bản.',
  'The first version': 'Phiên bản đầu tiên',
  'Bring the registry up to its files': 'Cập nhật danh bạ theo tệp',
  'Agencies, systems with their roadmap stages, catalogue, calendar and duties, each as the text of its file. What is new or differs is written as one version, seen all at once or not at all; nothing is removed. `dryRun=true` says what it would write and move, and needs no `If-Match`. Refused with all faults at once, the first 100 of them, where the files are wrong, or where accepted entries would count nowhere or mean something else. The same files again change nothing. Up to 4 MB (4,194,304 bytes) decoded; the body may be gzipped.':
    'Cơ quan, hệ thống kèm giai đoạn kết nối, danh mục, lịch báo cáo và nghĩa vụ, mỗi loại là văn bản của tệp tương ứng. Những gì mới hoặc khác được ghi thành một phiên bản, thấy toàn bộ hoặc không thấy gì; không xóa gì. `dryRun=true` cho biết sẽ ghi và chuyển gì, và không cần `If-Match`. Bị từ chối với mọi lỗi cùng lúc, nêu 100 lỗi đầu, khi tệp sai hoặc khi các mục đã nhận sẽ không được tính ở đâu hoặc mang nghĩa khác. Gửi lại đúng các tệp đó không thay đổi gì. Tối đa 4 MB (4.194.304 byte) sau giải nén; nội dung có thể nén gzip.',
  '`true`: only what the real run would write, move or be refused for; nothing is written.':
    '`true`: chỉ cho biết sẽ ghi, chuyển gì hoặc vì sao bị từ chối; không ghi gì.',
  'Files with faults: each is said, and nothing is changed': 'Tệp có lỗi: nêu từng lỗi và không thay đổi gì',
  'What it did, or would do.': 'Những gì đã làm, hoặc sẽ làm.',
  'Messages that could not be counted': 'Thông điệp không đếm được',
  'Oldest first, without their bodies, at most a thousand. Looking at one hides it from others for some seconds, and counts as a receive. `ETag` is the version on which they can be handled.':
    'Cũ nhất trước, không kèm nội dung, tối đa một nghìn. Khi xem, thông điệp bị ẩn với người khác vài giây và tính là một lần nhận. `ETag` là phiên bản làm căn cứ xử lý.',
  'The dead letters.': 'Các thông điệp không đếm được.',
  'All is counted: the version to name in If-Match': 'Mọi thứ đã được đếm: phiên bản cần nêu trong If-Match',
  'Send back or delete dead letters': 'Gửi lại hoặc xóa thông điệp',
  'At most a hundred at a time; `more` says that there are others. What is sent back is counted once however often that is done. The same again, on the same version and by the same operator, goes on where the first call died.':
    'Mỗi lần tối đa một trăm; `more` cho biết còn nữa. Thông điệp gửi lại chỉ được đếm một lần dù gửi lại bao nhiêu lần. Gửi lại y nguyên, trên cùng phiên bản và bởi cùng người vận hành, sẽ tiếp tục từ chỗ lời gọi đầu bị ngắt.',
  'All of none': 'Tất cả của danh sách rỗng',
  'What was handled.': 'Những gì đã xử lý.',
  'One of them': 'Một thông điệp không đếm được',
  'With its body.': 'Kèm nội dung.',
  'Of the message, by SQS.': 'Mã thông điệp, do SQS đặt.',
  'The dead letter.': 'Thông điệp không đếm được.',
  'It was handled': 'Đã được xử lý',
  'The slots of receipt keys': 'Các ngăn khóa biên nhận',
  'Which of the two signs. `ETag` is the version on which they can be changed.':
    'Ngăn nào đang ký. `ETag` là phiên bản làm căn cứ thay đổi.',
  'The slots.': 'Các ngăn.',
  'Slot a signs; the version to name in If-Match': 'Ngăn a đang ký; phiên bản cần nêu trong If-Match',
  'Rotate or renew receipt keys': 'Đổi khóa biên nhận',
  'Public keys are published before they sign, and stay published. The same again, on the same version and by the same operator, goes on where the first call died.':
    'Khóa công khai được công bố trước khi ký và luôn được công bố. Gửi lại y nguyên, trên cùng phiên bản và bởi cùng người vận hành, sẽ tiếp tục từ chỗ lời gọi đầu bị ngắt.',
  'The other slot signs': 'Ngăn kia ký',
  'API keys': 'Khóa API',
  'Without secrets, and without their hashes. By key id.':
    'Không kèm bí mật và giá trị băm của chúng. Theo mã khóa.',
  'Only keys that end within so many days with no other key to follow.':
    'Chỉ các khóa hết hạn trong số ngày này mà chưa có khóa kế tiếp.',
  'Only keys behind this one: `next` of the answer before.':
    'Chỉ các khóa sau khóa này: `next` của câu trả lời trước.',
  'Those that end within a week': 'Các khóa hết hạn trong một tuần',
  'Issue an API key': 'Cấp khóa API',
  'The secret stays with whoever made the key: this call has its hash. On version `0.0`: there is no such key yet. The same again is answered as the first time.':
    'Bí mật ở lại với người tạo khóa: lời gọi này chỉ có giá trị băm. Trên phiên bản `0.0`: chưa có khóa này. Gửi lại y nguyên được trả lời như lần đầu.',
  'For one system, from two networks': 'Cho một hệ thống, từ hai mạng',
  'A key that could do nothing': 'Khóa không làm được gì',
  'It is issued, and taken within a minute.': 'Đã cấp; dùng được trong vòng một phút.',
  'One API key': 'Một khóa API',
  'With what operators did with it. `ETag` is the version on which it can be changed.':
    'Kèm những gì người vận hành đã làm với khóa. `ETag` là phiên bản làm căn cứ thay đổi.',
  'The 12 characters behind the stage in a key. No secret.':
    '12 ký tự sau tên môi trường trong khóa. Không phải bí mật.',
  'The key.': 'Khóa.',
  'With what was done with it': 'Kèm những gì đã làm với khóa',
  'Revoke an API key': 'Thu hồi khóa API',
  'It is refused within a minute, for ever.': 'Bị từ chối trong vòng một phút, mãi mãi.',
  'It is revoked.': 'Đã thu hồi.',
  'It ends within a minute': 'Hết hiệu lực trong vòng một phút',
  'Issue the next key of a line': 'Cấp khóa kế tiếp',
  'The next key has the same grants and another secret. The key before goes on for the overlap; the answer says when it ends. At most two keys of a line are live.':
    'Khóa kế tiếp có cùng quyền và bí mật khác. Khóa trước còn dùng được trong thời gian gối đầu; câu trả lời cho biết khi nào kết thúc. Mỗi dòng khóa có tối đa hai khóa còn hiệu lực.',
  'The next key; this one goes on for two days': 'Khóa kế tiếp; khóa này còn dùng được hai ngày',
  'The key before, with its end.': 'Khóa trước, kèm thời điểm kết thúc.',
  'What a key recorded': 'Khóa đã ghi nhận gì',
  'Submissions and withdrawals since an instant, from the journal, with what became of each. What was received seconds ago is not in the journal yet; what a key only read is in the audit log.':
    'Các bản gửi và lần rút kể từ một thời điểm, lấy từ nhật ký ghi nhận, kèm trạng thái của từng bản. Những gì nhận cách đây vài giây chưa có trong nhật ký; những gì khóa chỉ đọc nằm trong nhật ký kiểm toán.',
  'What was received from this instant on.': 'Những gì nhận từ thời điểm này.',
  '`next` of the answer before.': '`next` của câu trả lời trước.',
  'In the order of time, page by page.': 'Theo thứ tự thời gian, từng trang.',
  'A key that has recorded nothing': 'Khóa chưa ghi nhận gì',
};
