/** The OpenAPI document in Vietnamese by its English text: schemas of what is sent, and of what comes of it. */
export const ofSubmissions: Readonly<Record<string, string>> = {
  'Begins at 1; a correction sends a higher one.': 'Bắt đầu từ 1; đính chính thì gửi lần cao hơn.',
  'Checked against the registry when sent; either code scheme (R18).':
    'Đối chiếu với danh bạ nếu có gửi; theo một trong hai bộ mã (R18).',
  'The state of one system in one period.': 'Trạng thái của một hệ thống trong một kỳ.',
  'One of the dataset.': 'Một chỉ tiêu của bộ dữ liệu.',
  'One value for each dimension of the indicator.': 'Một giá trị cho mỗi chiều của chỉ tiêu.',
  'For every fold but "ratio" and "evidence".': 'Cho mọi cách gộp trừ "ratio" và "evidence".',
  'For fold "ratio" only.': 'Chỉ cho cách gộp "ratio".',
  'For fold "evidence" only; null says that there is none.':
    'Chỉ cho cách gộp "evidence"; null nghĩa là chưa có.',
  'One figure: an indicator, its dimension values and its value.':
    'Một số liệu: chỉ tiêu, các giá trị chiều và giá trị.',
  'A JSON number of up to 15 significant digits, or the decimal as text.':
    'Số JSON có tối đa 15 chữ số có nghĩa, hoặc số thập phân dạng chuỗi.',
  'When it was done; not after the day on which it is reported.':
    'Ngày đã thực hiện; không sau ngày báo cáo.',
  'Of the file of the document.': 'Của tệp văn bản.',
  'That something was done on a day: the document that says so.':
    'Việc đã thực hiện vào một ngày: văn bản ghi nhận việc đó.',
  'Number and symbol of an official document, in composed Unicode (NFC).':
    'Số và ký hiệu văn bản, ở dạng Unicode dựng sẵn (NFC).',
  'SHA-256, 64 lower-case hexadecimal digits.': 'SHA-256, 64 chữ số thập lục phân viết thường.',
  'Checked against the registry when sent.': 'Đối chiếu với danh bạ nếu có gửi.',
  'When the window begins.': 'Khi khoảng thời gian bắt đầu.',
  'When it ends; not before it begins.': 'Khi kết thúc; không trước khi bắt đầu.',
  'Any cells of the dataset, each once.': 'Các ô bất kỳ của bộ dữ liệu, mỗi ô một lần.',
  'Increments of one system, all within one time bucket of the dataset, recorded as one entry under the Idempotency-Key.':
    'Các phần tăng của một hệ thống, cùng thuộc một khoảng thời gian của bộ dữ liệu, ghi nhận thành một mục theo Idempotency-Key.',
  'When it ends at the latest, at most 12 hours from now; null: so many hours from now.':
    'Thời điểm kết thúc chậm nhất, tối đa 12 giờ kể từ lúc này; null: sau đúng số giờ đó.',
  'What is being done, in the words of the operator.': 'Việc đang làm, theo lời người vận hành.',
  'Where a task stands: what ETag says, and If-Match repeats.':
    'Phiên bản của một việc: ETag nêu và If-Match nhắc lại.',
  'Agencies with their history, RFC 4180 with a header.':
    'Các cơ quan kèm lịch sử, theo RFC 4180 có dòng tiêu đề.',
  'Systems with their stages of the roadmap and their history, likewise.':
    'Các hệ thống kèm giai đoạn kết nối và lịch sử, cũng như vậy.',
  'Indicators, dimensions and datasets, as JSON.': 'Chỉ tiêu, chiều và bộ dữ liệu, dạng JSON.',
  'Reporting periods and deadlines, as JSON.': 'Kỳ báo cáo và hạn gửi, dạng JSON.',
  'What systems owe, and how often, RFC 4180 with a header.':
    'Nghĩa vụ của hệ thống và chu kỳ, theo RFC 4180 có dòng tiêu đề.',
  'The five files of a seed folder, each as text, 4 MB at most.':
    'Năm tệp của thư mục dữ liệu gốc, mỗi tệp dạng văn bản, tổng tối đa 4 MB.',
  'Those to be handled; left out, and with send-back only: all there are.':
    'Các thông điệp cần xử lý; nếu bỏ trống, và chỉ khi gửi lại: tất cả.',
  'Without `ids`: only what was sent first before this, so that what comes back dead does not go round. Left out: before now; `before` of the answer, to go on.':
    'Khi không có `ids`: chỉ những gì được gửi lần đầu trước thời điểm này, để thông điệp lại hỏng không quay vòng. Nếu bỏ trống: trước lúc này; muốn làm tiếp thì dùng `before` của câu trả lời.',
  'Why they are deleted; needed for that.': 'Lý do xóa; bắt buộc khi xóa.',
  '`rotate`: the other slot signs. `renew`: a new secret for the one that does not sign. `leaked`: others have the secret of `slot`. `keep`: publish what `saved` knows and the registry lost.':
    '`rotate`: ngăn kia ký. `renew`: bí mật mới cho ngăn không ký. `leaked`: người khác có bí mật của `slot`. `keep`: công bố lại những gì `saved` có mà danh bạ đã mất.',
  'Needed for leaked.': 'Bắt buộc với leaked.',
  'With rotate: though its keys are published for less than a day.':
    'Với rotate: dù khóa được công bố chưa đủ một ngày.',
  'A key set as the hub published it once; needed for keep.':
    'Bộ khóa mà hệ thống từng công bố; bắt buộc với keep.',
  'The public key, 32 bytes in base64url (RFC 8037 §2).':
    'Khóa công khai, 32 byte dạng base64url (RFC 8037 §2).',
  'It signs for nothing that was received before.': 'Không ký cho những gì nhận trước thời điểm này.',
  'It signs for nothing that was received from then on.':
    'Không ký cho những gì nhận từ thời điểm này trở đi.',
  'Others may have had the key: its signature alone proves nothing any more. Ask the hub for the submission.':
    'Người khác có thể đã có khóa: riêng chữ ký không còn chứng minh gì. Hãy hỏi hệ thống về bản gửi.',
  'A JWK (RFC 7517, RFC 8037) of one slot and one year.':
    'Một khóa JWK (RFC 7517, RFC 8037) của một ngăn và một năm.',
  'SHA-256 of the secret, which stays with whoever made the key.':
    'SHA-256 của bí mật; bí mật ở lại với người tạo khóa.',
  'How long it is valid, from now on.': 'Thời gian hiệu lực, kể từ lúc này.',
  'It acts for these and their sub-units, in either code scheme (R18); or for VN alone.':
    'Khóa đại diện cho các cơ quan này và đơn vị trực thuộc, theo một trong hai bộ mã (R18); hoặc chỉ cho VN.',
  'Only these systems; null: all of the agencies.':
    'Chỉ các hệ thống này; null: mọi hệ thống của các cơ quan.',
  'Only from these (CIDR, v4 and v6); null: from anywhere.':
    'Chỉ từ các mạng này (CIDR, v4 và v6); null: từ mọi nơi.',
  'For operators: whose it is, whom to ask.': 'Cho người vận hành: khóa của ai, hỏi ai.',
  'So long the key before goes on, if it does not end sooner by itself.':
    'Khóa trước còn dùng được bấy lâu, nếu không tự hết hạn sớm hơn.',
  'The next key of a line: the same grants, another secret.':
    'Khóa kế tiếp của dòng khóa: cùng quyền, bí mật khác.',
  'What the real run would answer with 202; anything else is the same problem as there.':
    'Những gì lần gửi thật sẽ trả lời với 202; ngoài ra là cùng lỗi như khi gửi thật.',
  'Of a new revision of a report that is there already, where it would count.':
    'Với lần gửi mới của báo cáo đã có, nếu lần đó sẽ được tính.',
  'Where the same was recorded before and counts in no total any more: nothing new was recorded. In a dry run of a revision that was not, too: it would count in none. superseded: a higher revision counts; withdrawn: taken back.':
    'Khi cùng nội dung đã được ghi nhận trước và không còn được tính: không ghi nhận gì mới. Trong lần chạy thử của lần gửi chưa ghi nhận cũng vậy: sẽ không được tính. superseded: đã có lần gửi cao hơn; withdrawn: đã rút.',
  'With `state`: what superseded or withdrew it.': 'Cùng với `state`: bản đã thay thế hoặc rút.',
  'With `state`, of a report: the revision to send so that it counts. Absent where all are used. Events are sent again under another key.':
    'Cùng với `state`, với báo cáo: lần gửi cần dùng để được tính. Không có nếu đã dùng hết. Sự kiện thì gửi lại với khóa khác.',
  'Against the deadline of the agency (R19).': 'So với hạn gửi của cơ quan (R19).',
  'The highest revision that is there: what counts until then.':
    'Lần gửi cao nhất đang có: được tính cho đến lúc đó.',
  'True: it has the same figures, and no total would change.':
    'True: số liệu giống nhau, không số tổng hợp nào thay đổi.',
  'Those that differ, in the order of their keys. Null: the cell is not in it.':
    'Các ô khác nhau, theo thứ tự khóa. Null: không có ô đó.',
  'What a report would change of the one that counts now.':
    'Báo cáo sẽ thay đổi gì so với bản đang được tính.',
  'A decimal; a ratio is [numerator, denominator], evidence [day, reference, sha256], or [] where there is none.':
    'Số thập phân; tỷ lệ là [tử số, mẫu số], minh chứng là [ngày, số văn bản, sha256], hoặc [] nếu chưa có.',
  'An exact decimal as text, without exponent and without trailing zeros.':
    'Số thập phân chính xác dạng chuỗi, không có số mũ và số 0 thừa ở cuối.',
  'Of the first time; a retry gets the same.': 'Của lần đầu; gửi lại nhận cùng giá trị.',
  'Of the body as it was sent the first time, before decompression.':
    'Của nội dung như được gửi lần đầu, trước khi giải nén.',
  'Of the canonical content: the same for the same content in any order or notation.':
    'Của nội dung dạng chuẩn: như nhau khi cùng nội dung, dù khác thứ tự hay cách viết.',
  'Signed receipt: a compact JWS (RFC 7515, EdDSA) over what the hub recorded. Keep it; it is checked offline with the keys of `/.well-known/jwks.json`. A retry gets the same.':
    'Biên nhận có chữ ký: JWS rút gọn (RFC 7515, EdDSA) trên những gì hệ thống đã ghi nhận. Hãy lưu lại; biên nhận được kiểm tra ngoại tuyến bằng khóa ở `/.well-known/jwks.json`. Gửi lại nhận cùng biên nhận.',
  'At most 100, and 64 KB of them.': 'Tối đa 100 lỗi và 64 KB.',
  'How many more errors the request has than `errors`; left out where it has all.':
    'Số lỗi còn lại ngoài `errors`; không có nếu đã nêu hết.',
  'RFC 9457. `errors` has all errors of the request at once; of more than an answer carries the first, and `moreErrors` counts the rest.':
    'RFC 9457. `errors` nêu mọi lỗi của yêu cầu cùng lúc; nếu quá nhiều thì nêu các lỗi đầu, và `moreErrors` là số còn lại.',
  'JSON pointer (RFC 6901) into the body, or into `file` where that is named.':
    'Con trỏ JSON (RFC 6901) trong nội dung, hoặc trong `file` nếu có nêu.',
  'The parameter of query or path, or the header, that is wrong.':
    'Tham số của truy vấn hoặc đường dẫn, hoặc tiêu đề bị sai.',
  'Of an import: the file of the body that is wrong.': 'Khi nhập dữ liệu: tệp bị sai trong nội dung.',
  'In `file`, counted as a spreadsheet does: the header is row 1.':
    'Trong `file`, đếm như bảng tính: dòng tiêu đề là dòng 1.',
  'In `file`, by its header.': 'Trong `file`, theo dòng tiêu đề.',
  "The sender's own key of the row: the cell, as it was sent.": 'Khóa dòng của bên gửi: ô như đã gửi.',
  'Allowed values, at most 50 of them.': 'Các giá trị được nhận, tối đa 50.',
  'One error among all those of the request.': 'Một lỗi trong số các lỗi của yêu cầu.',
  'Of events: send it as `after` for what is behind; null at the end, and always of reports.':
    'Với sự kiện: gửi trong `after` để đọc tiếp; null ở cuối, và luôn là null với báo cáo.',
  'All revisions of a report, oldest first; or entries of events by bucket, shard and key.':
    'Mọi lần gửi của báo cáo, cũ nhất trước; hoặc các mục sự kiện theo khoảng thời gian, phân mảnh và khóa.',
  'Of a report.': 'Với báo cáo.',
  'Of events.': 'Với sự kiện.',
  'accepted: recorded, not yet in the totals; counted: the total of its agency goes by it, which for a withdrawal means that what it took back is out; superseded: a higher revision counts instead; withdrawn: taken back, and it stays so when a later revision counts.':
    'accepted: đã ghi nhận, chưa vào số tổng hợp; counted: số tổng hợp của cơ quan tính theo bản này, với lần rút nghĩa là bản bị rút đã ra khỏi số liệu; superseded: lần gửi cao hơn được tính thay; withdrawn: đã rút, và vẫn vậy khi lần gửi sau được tính.',
  'What superseded it, or the withdrawal that took it back.': 'Bản đã thay thế, hoặc lần rút đã rút bản này.',
  'How many figures it has.': 'Số lượng số liệu.',
  'With `content=true` only.': 'Chỉ khi có `content=true`.',
  'report or event: figures; withdrawal or event-withdrawal: takes them back.':
    'report hoặc event: số liệu; withdrawal hoặc event-withdrawal: rút số liệu.',
  'Agency identifier under Decision 20/2020/QĐ-TTg: groups of 0-9 A-Z separated by dots, level 1 first, at most 35 characters.':
    'Mã định danh cơ quan theo Quyết định 20/2020/QĐ-TTg: các nhóm 0-9 A-Z cách nhau bằng dấu chấm, cấp 1 trước, tối đa 35 ký tự.',
  'What was recorded, in the form in which it is sent: sent again under the same id, it is the same again. Of a withdrawal an empty list.':
    'Những gì đã ghi nhận, ở dạng như khi gửi: gửi lại với cùng mã thì là cùng nội dung. Với lần rút là danh sách rỗng.',
  'The finer periods that it was folded from; empty where the dataset has the period itself.':
    'Các kỳ ngắn hơn đã gộp thành; rỗng nếu bộ dữ liệu có chính kỳ này.',
  'The last of these, which every stock (an indicator whose overTime is latest) is from: a node that has reported none for it has no value of it. Null where the dataset has the period itself.':
    'Kỳ cuối trong số đó, mọi số dư (chỉ tiêu có overTime là latest) lấy từ kỳ này: nút chưa báo cáo kỳ này thì không có giá trị. Null nếu bộ dữ liệu có chính kỳ này.',
  'One period; several make a series.': 'Một kỳ; nhiều kỳ thành một chuỗi.',
  'Where there are more children: ask again with `after` of this.':
    'Nếu còn đơn vị con: hỏi tiếp với `after` là giá trị này.',
  'With asOf: the ids of what was stored later, in the order of the tree (an agency’s own systems by name, then its sub-units by name with theirs), at most 1,000 at a time.':
    'Cùng với asOf: mã của những gì được lưu sau đó, theo thứ tự cây (các hệ thống của cơ quan theo tên, rồi các đơn vị trực thuộc theo tên kèm hệ thống của chúng), mỗi lần tối đa 1.000.',
  'With asOf: how many there are in all; else 0.': 'Cùng với asOf: tổng số; nếu không có asOf là 0.',
  'Where there are more of them than changedSince has: ask again with `afterChange` of this.':
    'Nếu còn nhiều hơn changedSince nêu: hỏi tiếp với `afterChange` là giá trị này.',
  'Of a key that is limited to some systems: these. All figures are then of them alone, and not of the whole node.':
    'Với khóa giới hạn ở một số hệ thống: các hệ thống này. Mọi số liệu khi đó chỉ của các hệ thống này, không phải của cả nút.',
  'The total of a node and of its children that have reported.':
    'Số tổng hợp của một nút và các đơn vị con đã báo cáo.',
  'VN, an agency code or a system id.': 'VN, mã cơ quan hoặc mã hệ thống.',
  'How many systems are in this total, each counted once; in a coarser period those of all its parts together.':
    'Số hệ thống có trong số tổng hợp này, mỗi hệ thống tính một lần; với kỳ dài hơn là của mọi phần cộng lại.',
  'When the newest submission in it was received.': 'Khi nhận bản gửi mới nhất trong đó.',
  'Over each dimension in turn, and over all of them.': 'Theo từng chiều, và theo mọi chiều.',
  'A text in Vietnamese and English.': 'Một văn bản bằng tiếng Việt và tiếng Anh.',
  'A dimension that is not named is summed over: a subtotal.':
    'Chiều không được nêu thì đã cộng dồn: số cộng phụ.',
  'Null for a ratio whose denominator is 0.': 'Null với tỷ lệ có mẫu số là 0.',
  'How many systems have this figure, where not all that are in the total have it. Null: not known, as so many systems have left out so many different figures that there is no room to keep who.':
    'Số hệ thống có số liệu này, khi không phải mọi hệ thống trong số tổng hợp đều có. Null: không biết, vì quá nhiều hệ thống bỏ các số liệu khác nhau nên không còn chỗ để ghi.',
  'One figure of a total. Ratios come with what they were computed from.':
    'Một số liệu của số tổng hợp. Tỷ lệ có kèm các số dùng để tính.',
  'Totals of one node over periods that follow each other.': 'Số tổng hợp của một nút qua các kỳ liên tiếp.',
};
