/** Help in Vietnamese by its English text: what operators type. */
export const forOperators: Readonly<Record<string, string>> = {
  'have the hub recompute all totals from the ledger and compare, and wait for it; exit code 1 when any differs':
    'yêu cầu hệ thống tính lại mọi tổng từ sổ cái, so sánh, và chờ kết quả; mã thoát 1 khi có tổng khác',
  'only this dataset': 'chỉ bộ dữ liệu này',
  'only this period, open or closed; by default every open one':
    'chỉ kỳ này, đang mở hoặc đã đóng; mặc định mọi kỳ đang mở',
  'fold what differs anew, as the consumer does, and verify again':
    'tính lại phần khác biệt, như bộ xử lý vẫn làm, rồi kiểm tra lại',
  'ask for nothing: follow the one that was asked for last':
    'không yêu cầu gì: theo dõi lần được yêu cầu gần nhất',
  'ask for nothing: what this one has found': 'không yêu cầu gì: xem kết quả của lần này',
  'instead: the whole journal against the ledger; --repair repairs what the journal proves':
    'thay vào đó: toàn bộ nhật ký đối chiếu sổ cái; --repair sửa những gì nhật ký chứng minh',
  'instead: journal an entry that never was, as you know it to be genuine':
    'thay vào đó: ghi nhật ký một bản ghi chưa từng có, vì bạn biết nó là thật',
  'with --accept: how you know, 3 to 200 characters, kept in the history':
    'với --accept: vì sao bạn biết, 3 đến 200 ký tự, được giữ trong lịch sử',
  'messages that could not be counted (looking at one counts as a receive)':
    'các thông điệp không tính được (mỗi lần xem tính là một lần nhận)',
  'all of them, oldest first; exit code 1 when there are any': 'tất cả, cũ nhất trước; mã thoát 1 khi có',
  'print them as JSON, without their bodies': 'in dạng JSON, không kèm nội dung',
  'one of them, with its body': 'một thông điệp, kèm nội dung',
  'print it as JSON': 'in dạng JSON',
  'its id or the beginning of it': 'mã hoặc phần đầu của mã',
  'take one away for good; a submission stays in the ledger, and is counted within the hour':
    'bỏ hẳn một thông điệp; báo cáo vẫn nằm trong sổ cái và được tính trong vòng một giờ',
  '3 to 200 characters, kept in the history': '3 đến 200 ký tự, được giữ trong lịch sử',
  'send one or all back to be counted; a submission is counted once however often that is done':
    'gửi lại một hoặc tất cả để tính; một bản gửi chỉ tính một lần dù làm bao nhiêu lần',
  'every one that is there now; not what comes in, or back, meanwhile':
    'mọi thông điệp hiện có; không gồm những gì đến hoặc quay lại trong lúc đó',
  'agencies, systems, catalogue and calendar': 'cơ quan, hệ thống, danh mục và lịch',
  'read the seed and say every fault; exit code 1 when there is one':
    'đọc dữ liệu gốc và nêu mọi lỗi; mã thoát 1 khi có lỗi',
  'agencies.csv, systems.csv, catalogue.json, calendar.json, duties.csv':
    'các tệp agencies.csv, systems.csv, catalogue.json, calendar.json, duties.csv',
  'write what is new or differs as one version of the registry; refused where accepted entries would count nowhere':
    'ghi phần mới hoặc khác thành một phiên bản sổ đăng ký; bị từ chối nếu có bản ghi đã nhận không còn được tính',
  'say what it would write, move or be refused for, and write nothing':
    'cho biết sẽ ghi, chuyển gì hoặc bị từ chối vì sao, và không ghi gì',
  'API keys of senders and readers': 'khóa API của bên gửi và bên đọc',
  'make a key and show it, once; the hub gets the hash of its secret':
    'tạo khóa và cho xem một lần; hệ thống chỉ nhận mã băm của phần bí mật',
  'it acts for these agencies and their sub-units, several for a vendor; VN for the country':
    'khóa hành động thay các cơ quan này và các đơn vị trực thuộc, nhiều cơ quan cho nhà cung cấp; VN cho cả nước',
  'allowed: submit, read, batch, documents, incidents':
    'được phép: submit, read, batch, documents, incidents',
  'only from these networks, such as 203.0.113.0/24,2001:db8::/32':
    'chỉ từ các mạng này, như 203.0.113.0/24,2001:db8::/32',
  'whose it is, whom to ask; operators see it': 'khóa của ai, hỏi ai; người vận hành xem được',
  'clients of the issuer of tokens (OAuth 2.0)': 'ứng dụng khách của nơi cấp mã truy cập (OAuth 2.0)',
  'take the tokens of a client for an agency; its secret stays between it and the issuer':
    'chấp nhận mã truy cập của ứng dụng khách cho một cơ quan; bí mật chỉ có giữa ứng dụng và nơi cấp',
  'its client id at the issuer': 'mã ứng dụng khách tại nơi cấp',
  'its client id at the issuer, or the 12 characters by which the logs know it':
    'mã ứng dụng khách tại nơi cấp, hoặc 12 ký tự mà nhật ký dùng',
  'only for these systems; "all": every one of the agencies':
    'chỉ cho các hệ thống này; "all": mọi hệ thống của các cơ quan',
  'only from these networks, such as 203.0.113.0/24; "any": from anywhere':
    'chỉ từ các mạng này, như 203.0.113.0/24; "any": từ mọi nơi',
  'how long its tokens are taken, from now on': 'mã truy cập được chấp nhận bao nhiêu ngày, tính từ lúc này',
  'all clients': 'mọi ứng dụng khách',
  'only those that end so soon with nothing else to follow; 30 days':
    'chỉ các ứng dụng khách sắp hết hạn mà chưa có gì nối tiếp; 30 ngày',
  'one client, and what operators did with it': 'một ứng dụng khách và những gì người vận hành đã làm với nó',
  'change what a client may do; what is not named stays, but its end is counted anew':
    'thay đổi quyền của ứng dụng khách; điều không nêu giữ nguyên, riêng thời hạn tính lại',
  'refuse the tokens of a client within a minute, for ever':
    'từ chối mã truy cập của ứng dụng khách trong vòng một phút, mãi mãi',
  'one key, and what operators did with it': 'một khóa và những gì người vận hành đã làm với nó',
  'make the next key of a line and show it, once; the one before goes on for the overlap':
    'tạo khóa kế tiếp và cho xem một lần; khóa trước còn dùng được trong thời gian gối đầu',
  'how long the next one is valid': 'khóa kế tiếp có hiệu lực bao nhiêu ngày',
  'how long the one before goes on': 'khóa trước còn dùng được bao nhiêu ngày',
  'end a key, say what it recorded since it leaked, and make the next one':
    'chấm dứt khóa, nêu những gì khóa đã ghi nhận từ khi lộ, và tạo khóa kế tiếp',
  'since when it may be in wrong hands: 2026-11-20T08:00+07:00':
    'từ lúc nào khóa có thể đã lọt vào tay người khác: 2026-11-20T08:00+07:00',
  'make no next one': 'không tạo khóa kế tiếp',
  'only for these systems': 'chỉ cho các hệ thống này',
  'how long it is valid': 'hiệu lực bao nhiêu ngày',
  'end a key; it stops working within a minute':
    'chấm dứt một khóa; khóa ngừng hoạt động trong vòng một phút',
  'the 12 characters behind the stage in the key': '12 ký tự đứng sau tên môi trường trong khóa',
  'all keys, without their secrets': 'mọi khóa, không kèm phần bí mật',
  'only those that end so soon with no other key to follow; 30 days':
    'chỉ các khóa sắp hết hạn mà chưa có khóa nối tiếp; 30 ngày',
  'after a loss: bring the tables back, replay the journal, recompute the totals; killed, it goes on when run again; exit code 1 when something is still missing':
    'sau mất mát: đưa các bảng trở lại, phát lại nhật ký, tính lại các tổng; nếu bị ngắt, chạy lại sẽ tiếp tục; mã thoát 1 khi vẫn còn thiếu',
  'a moment before the loss, such as 2026-11-20T02:30:00Z':
    'thời điểm trước mất mát, như 2026-11-20T02:30:00Z',
  'instead: into a new hub, from nothing but the replica of a journal whose region is lost':
    'thay vào đó: dựng hệ thống mới chỉ từ bản sao nhật ký của vùng đã mất',
  'only say what would be done': 'chỉ cho biết sẽ làm gì',
  'do not turn on deletion protection (a stage with removal=destroy)':
    'không bật chống xóa (môi trường có removal=destroy)',
  'how long to wait for the queue to be empty': 'chờ hàng đợi trống trong bao lâu',
  'print the report as JSON': 'in báo cáo dạng JSON',
  'planned work; it counts as downtime (R6), and holds back the alarms that it explains':
    'công việc theo kế hoạch; tính là gián đoạn (R6), và giữ im các cảnh báo do nó gây ra',
  'from now on; exit code 1 when maintenance is under way already': 'từ bây giờ; mã thoát 1 khi đang bảo trì',
  '3 to 200 characters, shown to every reader': '3 đến 200 ký tự, mọi người đọc đều thấy',
  'such as 2026-11-20T22:00+07:00; at most 12 hours from now, which it is when left out':
    'như 2026-11-20T22:00+07:00; nhiều nhất 12 giờ kể từ bây giờ, cũng là mặc định',
  'the hub is in service again; exit code 1 when no maintenance is under way':
    'hệ thống hoạt động trở lại; mã thoát 1 khi không có bảo trì',
  'all of it, newest first': 'tất cả, mới nhất trước',
  'how much senders may do in an hour and a day': 'đơn vị gửi được làm bao nhiêu trong một giờ và một ngày',
  'by level of agency, and who has limits of its own': 'theo cấp cơ quan, và ai có hạn mức riêng',
  'change a limit; every part of the hub goes by it within five minutes':
    'đổi hạn mức; mọi phần của hệ thống áp dụng trong vòng năm phút',
  'no limit of its own any more; of a level, what the hub comes with':
    'bỏ hạn mức riêng; với một cấp thì trở về hạn mức ban đầu',
  'of all agencies of a level: central, province, department, commune':
    'của mọi cơ quan một cấp: central (trung ương), province (tỉnh), department (sở), commune (xã)',
  'of one agency, for all of its keys together': 'của một cơ quan, tính chung mọi khóa',
  'of one key': 'của một khóa',
  'requests in an hour of the clock': 'số yêu cầu trong một giờ',
  'requests in a day in Vietnam': 'số yêu cầu trong một ngày ở Việt Nam',
  'batches of an agency that are under way at the same time': 'số lô của một cơ quan đang xử lý cùng lúc',
  'the keys that sign receipts: two slots, of which one signs':
    'các khóa ký biên nhận: hai ngăn, một ngăn đang ký',
  'both slots, and what was replaced': 'cả hai ngăn, và những gì đã thay',
  'let the other slot sign, whose keys were published long since':
    'cho ngăn kia ký, các khóa của nó đã công bố từ lâu',
  'though its keys are published for less than a day': 'dù khóa của nó công bố chưa đủ một ngày',
  'a new secret for the slot that does not sign; the keys of the old one stay published':
    'bí mật mới cho ngăn không ký; các khóa cũ vẫn được công bố',
  'others have the secret of a slot: its keys are revoked, the other slot signs, it gets a new secret':
    'người khác có bí mật của một ngăn: thu hồi các khóa, ngăn kia ký, ngăn này nhận bí mật mới',
  'allowed: a, b': 'được phép: a, b',
  'publish what a saved key set knows and the registry lost, after a restore':
    'công bố những khóa bộ đã lưu còn giữ mà sổ đăng ký đã mất, sau khi khôi phục',
  'saved by dtm receipt keys --save': 'lưu bằng dtm receipt keys --save',
  'the alarms of the twin that ring, each with its runbook; exit code 1 when there are any':
    'các cảnh báo đang báo của bản sao, kèm sổ tay xử lý; mã thoát 1 khi có',
  'print those that ring as JSON': 'in các cảnh báo đang báo dạng JSON',
  'recovery drills: what they showed, and starting one': 'diễn tập khôi phục: kết quả, và yêu cầu diễn tập',
  'all of them, newest first; exit code 1 when the newest finished one failed':
    'tất cả, mới nhất trước; mã thoát 1 khi lần xong gần nhất không đạt',
  'print them as JSON': 'in dạng JSON',
  'the report of one; exit code 1 when it failed': 'báo cáo của một lần; mã thoát 1 khi không đạt',
  'print the report as it is kept, signed': 'in báo cáo như được lưu, có chữ ký',
  'print it as a page, in Vietnamese and English': 'in thành trang, tiếng Việt và tiếng Anh',
  'its id; the newest when left out': 'mã; bỏ trống là lần mới nhất',
  'whether a report is as the hub signed it; exit code 1 when it is not':
    'báo cáo có đúng như hệ thống đã ký không; mã thoát 1 khi không',
  'what drills show --json or GET /drills/{id} answers; - for standard input':
    'kết quả của drills show --json hoặc GET /drills/{id}; - là đầu vào chuẩn',
  'ask for a drill; it begins within five minutes, and takes an hour or so on AWS; exit code 1 when one is under way':
    'yêu cầu diễn tập; bắt đầu trong vòng năm phút, mất khoảng một giờ trên AWS; mã thoát 1 khi đang có lần khác',
  'before a deployment: what is missing in the account, and the commands; changes nothing; exit code 1 when something is missing':
    'trước khi triển khai: tài khoản còn thiếu gì, và các lệnh; không thay đổi gì; mã thoát 1 khi còn thiếu',
  'the domain of the deployment': 'tên miền của bản triển khai',
  'its certificate in ACM': 'chứng chỉ trong ACM',
  'its zone in Route 53': 'vùng trong Route 53',
  'another setting, as cdk deploy takes it; may be repeated':
    'thiết lập khác, như cdk deploy nhận; có thể lặp lại',
  'the locked copy of access and audit lines': 'bản sao khóa của nhật ký truy cập và kiểm toán',
  'compare it with the logs, hour by hour; exit code 1 when it lacks a line':
    'so sánh với nhật ký, từng giờ; mã thoát 1 khi thiếu dòng',
  'such as 2026-11-29T00:00:00Z; by default a day before the end':
    'như 2026-11-29T00:00:00Z; mặc định một ngày trước điểm cuối',
  'not included; by default 15 minutes ago, as younger lines may be on their way':
    'không gồm thời điểm này; mặc định 15 phút trước, vì dòng mới hơn có thể chưa đến',
  'copy what is missing from the logs': 'chép phần thiếu từ nhật ký',
  'print the hours as JSON, one a line': 'in các giờ dạng JSON, mỗi dòng một giờ',
  'what operators changed': 'người vận hành đã thay đổi gì',
  'newest first, a page at a time': 'mới nhất trước, từng trang',
  'what was changed': 'thay đổi việc gì',
  'go on behind this one': 'tiếp theo sau phiên bản này',
  'print the page as JSON, with the records': 'in trang dạng JSON, kèm các bản ghi',
  'its name; without one, all questions are listed': 'tên câu hỏi; không nêu thì liệt kê tất cả',
  'questions of an auditor, answered from the logs; docs/guide-for-auditors.md':
    'câu hỏi của kiểm toán, trả lời từ nhật ký; docs/guide-for-auditors.md',
  'such as 2026-11-29T00:00:00+07:00; by default a day before the end':
    'chẳng hạn 2026-11-29T00:00:00+07:00; mặc định là một ngày trước thời điểm cuối',
  'the end, that second included; by default now': 'thời điểm cuối, kể cả giây đó; mặc định là bây giờ',
  'an agency, and all below it': 'một cơ quan và mọi cơ quan cấp dưới',
  'a reporting period, or the beginning of one: 2026-11, 2026':
    'một kỳ báo cáo, hoặc phần đầu của nó: 2026-11, 2026',
  'the id of a key, never the key': 'mã của khóa, không bao giờ là chính khóa',
  'the IAM identity of an operator': 'danh tính IAM của người vận hành',
  'a submission, such as H26.dvc~etx-monthly~2026-11~1':
    'một lần gửi, chẳng hạn H26.dvc~etx-monthly~2026-11~1',
  'print the rows as JSON, one a line': 'in các dòng dạng JSON, mỗi dòng một đối tượng',
};
