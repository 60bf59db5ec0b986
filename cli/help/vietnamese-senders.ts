/** Help in Vietnamese by its English text: what senders and readers type, and what is the same everywhere. */
export const forSenders: Readonly<Record<string, string>> = {
  'send a report, events, or a file of many; exit code 1 when they are refused, some of a file too; exit code 2 also when nothing of a file was accepted':
    'gửi báo cáo, sự kiện hoặc một tệp nhiều bản gửi; mã thoát 1 khi bị từ chối, kể cả một phần của tệp; mã thoát 2 cũng dùng khi không có nội dung nào của tệp được chấp nhận',
  'JSON, or rows as CSV, NDJSON or .xlsx, also gzipped; - for standard input':
    'JSON, hoặc các dòng dạng CSV, NDJSON hay .xlsx, có thể nén gzip; - là đầu vào chuẩn',
  'of a file: what is right counts (valid-rows, when left out), or one error and nothing is recorded':
    'của tệp: phần đúng được ghi nhận (valid-rows, khi bỏ trống), hoặc chỉ cần một lỗi là không ghi nhận gì',
  'of a CSV file: figures are written 1234,5': 'của tệp CSV: số liệu viết dạng 1234,5',
  'of a file: for whom it is sent; that of the key when left out':
    'của tệp: gửi cho cơ quan nào; bỏ trống là cơ quan của khóa',
  'of a file: what it comes to by your own sum, as CSV (dataset,indicator,sum) or JSON':
    'của tệp: tổng theo cách cộng của đơn vị, dạng CSV (dataset,indicator,sum) hoặc JSON',
  'what it comes to by your own sum, as CSV (dataset,indicator,sum) or JSON':
    'tổng theo cách cộng của đơn vị, dạng CSV (dataset,indicator,sum) hoặc JSON',
  'of a file that was sent before: 2 and so on have it judged anew':
    'của tệp đã gửi trước đó: 2, 3, … để xét lại từ đầu',
  'of a file: do not wait until it is judged': 'của tệp: không chờ đến khi xét xong',
  'judge a file of many without the hub, by what dtm catalogue save has kept; exit code 1 when some of it would be refused':
    'xét một tệp nhiều bản gửi mà không gọi hệ thống, theo dữ liệu do dtm catalogue save lưu; mã thoát 1 khi một phần sẽ bị từ chối',
  'rows as CSV, NDJSON or .xlsx, also gzipped; - for standard input':
    'các dòng dạng CSV, NDJSON hay .xlsx, có thể nén gzip; - là đầu vào chuẩn',
  'what dtm catalogue save wrote': 'tệp do dtm catalogue save ghi',
  'for whom it will be sent; that of the key when left out':
    'sẽ gửi cho cơ quan nào; bỏ trống là cơ quan của khóa',
  'keep in a file all that files are judged by, for dtm check; exit code 1 when refused':
    'lưu vào một tệp mọi dữ liệu dùng để xét tệp, cho dtm check; mã thoát 1 khi bị từ chối',
  'where to': 'ghi vào đâu',
  'whose key to take at the twin, where none is given':
    'ở bản chạy tại chỗ: dùng khóa của cơ quan nào khi không đưa khóa',
  'deadlines and cut-offs of the periods of a year; exit code 1 when refused':
    'hạn gửi và ngày chốt của các kỳ trong năm; mã thoát 1 khi bị từ chối',
  'such as 2026; that of today when left out': 'ví dụ 2026; bỏ trống là năm hiện tại',
  'files that were sent, and what came of each': 'các tệp đã gửi và kết quả từng tệp',
  'batches of an agency, newest first; exit code 1 when refused':
    'các lô của một cơ quan, mới nhất trước; mã thoát 1 khi bị từ chối',
  'in either code scheme; that of the key when left out':
    'theo một trong hai bộ mã; bỏ trống là cơ quan của khóa',
  'how far a batch is, or what came of it; exit code 1 when some of it is refused, or it is not there; exit code 2 also when nothing of it was accepted':
    'tiến độ hoặc kết quả của một lô; mã thoát 1 khi một phần bị từ chối, hoặc không có lô này; mã thoát 2 cũng dùng khi không có nội dung nào được chấp nhận',
  'of the batch, such as H26~9f86d081884c7d659a2feaa0c55ad015~v~1':
    'mã lô, như H26~9f86d081884c7d659a2feaa0c55ad015~v~1',
  'errors of a file, in the order of its rows; exit code 1 when refused':
    'các lỗi của tệp, theo thứ tự dòng; mã thoát 1 khi bị từ chối',
  'write all of them there as CSV instead': 'thay vào đó ghi tất cả vào tệp này dạng CSV',
  'what was accepted or there already, in the order of the receipt; exit code 1 when refused':
    'các bản gửi được chấp nhận hoặc đã có, theo thứ tự của biên nhận; mã thoát 1 khi bị từ chối',
  'an order whose file will not come, so that it bars no other; exit code 1 when refused':
    'trả lại lô đã đặt mà không gửi tệp nữa, để không chiếm chỗ lô khác; mã thoát 1 khi bị từ chối',
  'write the whole list there instead; dtm receipt verify --submissions takes it':
    'thay vào đó ghi cả danh sách vào tệp này; dtm receipt verify --submissions dùng được',
  'of a batch: the list that dtm batch submissions --save wrote: compared by SHA-256':
    'của lô: danh sách do dtm batch submissions --save ghi: so sánh bằng SHA-256',
  'the API key is in it, or an access token, and only you may read it (mode 0600); else DTM_KEY, DTM_TOKEN, the file that DTM_KEY_FILE names, a token for DTM_CLIENT_ID from DTM_ISSUER, else a key that npm start issued':
    'khóa API hoặc mã truy cập ở trong tệp, chỉ bạn được đọc (quyền 0600); nếu không thì DTM_KEY, DTM_TOKEN, tệp nêu ở DTM_KEY_FILE, mã của DTM_CLIENT_ID lấy từ DTM_ISSUER, rồi khóa npm start đã cấp',
  'of events: the same again for a retry; else a new one is made and said':
    'của sự kiện: dùng lại khi gửi lại; nếu không thì tạo mới và cho biết',
  'keep the signed receipt there; dtm receipt verify checks it':
    'lưu biên nhận đã ký vào đó; dtm receipt verify kiểm tra',
  'only ask for the verdict: nothing is recorded': 'chỉ hỏi kết quả: không ghi nhận gì',
  'print the answer as JSON': 'in câu trả lời dạng JSON',
  'take a submission back; exit code 1 when that is refused':
    'rút lại một bản gửi; mã thoát 1 khi bị từ chối',
  'of the submission, such as H26.dvc~etx-monthly~2026-10~1': 'mã bản gửi, như H26.dvc~etx-monthly~2026-10~1',
  'read totals; exit code 1 when that is refused': 'đọc số tổng hợp; mã thoát 1 khi bị từ chối',
  'such as etx-monthly': 'như etx-monthly',
  'such as 2026-10': 'như 2026-10',
  'in either code scheme': 'theo một trong hai bộ mã',
  'only what is below it behind this one, as the answer before says':
    'chỉ các cấp dưới đứng sau mã này, như câu trả lời trước cho biết',
  'as the hub knew it then, at least a minute ago, such as 2026-11-16T02:30:00Z':
    'như hệ thống biết vào lúc đó, ít nhất một phút trước, như 2026-11-16T02:30:00Z',
  'with --as-of: only what has changed since behind this one':
    'với --as-of: chỉ các thay đổi từ đó, đứng sau mã này',
  'who is overdue with what; exit code 1 when somebody is, or when that is refused':
    'ai quá hạn việc gì; mã thoát 1 khi có quá hạn, hoặc khi bị từ chối',
  'also the duties that are met': 'cả các nghĩa vụ đã hoàn thành',
  'print the pages of the answer as JSON': 'in các trang của câu trả lời dạng JSON',
  'of the hub, measured each minute; exit code 1 when the budget is used up, or when that is refused':
    'độ sẵn sàng của hệ thống, đo mỗi phút; mã thoát 1 khi hết hạn mức, hoặc khi bị từ chối',
  'such as 2026-11': 'như 2026-11',
  'such as 2026; this year when both are left out': 'như 2026; năm nay khi bỏ cả hai',
  'receipts of accepted submissions (R27)': 'biên nhận của các bản gửi đã chấp nhận (R27)',
  'what a receipt proves; exit code 1 when it proves nothing':
    'biên nhận chứng minh điều gì; mã thoát 1 khi không chứng minh gì',
  'saved keys: nobody is asked; else those that the hub publishes now':
    'bộ khóa đã lưu: không hỏi ai; nếu không thì các khóa hệ thống đang công bố',
  'what was sent, byte for byte (gzipped if it was): compared by SHA-256':
    'nội dung đã gửi, đúng từng byte (nén gzip nếu đã nén): so sánh bằng SHA-256',
  'the answer of the hub as JSON, or the receipt alone; - for standard input':
    'câu trả lời JSON của hệ thống hoặc riêng biên nhận; - là đầu vào chuẩn',
  'the public keys that the hub publishes': 'các khóa công khai hệ thống công bố',
  'keep them there; keys that are there already stay': 'lưu vào đó; các khóa đã có vẫn giữ',
  'print all that are in the file now as JSON': 'in mọi khóa nay có trong tệp dạng JSON',
  'whose key it is, what it may do, and which periods are open for it; exit code 1 when refused':
    'khóa của ai, được làm gì, và kỳ nào đang mở; mã thoát 1 khi bị từ chối',
  'the datasets that there are, or one with its indicators; exit code 1 when refused':
    'các bộ dữ liệu, hoặc một bộ với các chỉ tiêu; mã thoát 1 khi bị từ chối',
  'as it was in force at this version of the registry': 'như có hiệu lực ở phiên bản này của sổ đăng ký',
  'only datasets behind this one, as the answer before says':
    'chỉ các bộ dữ liệu đứng sau bộ này, như câu trả lời trước cho biết',
  'an agency and what is right below it, or a search; exit code 1 when refused':
    'một cơ quan và cấp ngay dưới, hoặc tìm kiếm; mã thoát 1 khi bị từ chối',
  'words of a name, without diacritics too, the beginning of a code, or an administrative code':
    'các từ trong tên, không dấu cũng được, phần đầu của mã, hoặc mã hành chính',
  'as it stood on this day': 'như vào ngày này',
  'only what is behind, as the answer before says': 'chỉ phần tiếp theo, như câu trả lời trước cho biết',
  'in either code scheme, or VN; that of the key when left out':
    'theo một trong hai bộ mã, hoặc VN; bỏ trống là mã của khóa',
  'the systems of an agency and of all below it; exit code 1 when refused':
    'các hệ thống của cơ quan và mọi cấp dưới; mã thoát 1 khi bị từ chối',
  'print a script by which a shell completes commands and options':
    'in kịch bản để shell tự hoàn thành lệnh và tùy chọn',
  'print commands and options as JSON instead': 'thay vào đó in lệnh và tùy chọn dạng JSON',
  'which shell': 'shell nào',
  'The DTM hub from a terminal: the twin that npm start runs, or with --stage a stage on AWS.':
    'Hệ thống DTM từ dòng lệnh: bản sao do npm start chạy, hoặc với --stage là một môi trường trên AWS.',
  'which release this is': 'phiên bản phát hành',
  'this page': 'trang này',
  'state directory of the twin': 'thư mục trạng thái của bản sao',
  'a stage on AWS, by the ordinary AWS_* environment':
    'một môi trường trên AWS, theo các biến AWS_* thông thường',
  'address of the API, up to and with /v1; of a stage on AWS also in DTM_URL':
    'địa chỉ API, đến hết /v1; của môi trường trên AWS có thể đặt trong DTM_URL',
  'as whom to do what operators do, at the twin; else as the one whose task it is':
    'làm việc vận hành với tư cách ai, ở bản sao; nếu không thì người phụ trách việc đó',
  'Vietnamese or English; else by LC_ALL, LC_MESSAGES or LANG':
    'tiếng Việt hoặc tiếng Anh; nếu không thì theo LC_ALL, LC_MESSAGES hoặc LANG',
  "times in UTC; else in Vietnam's, with their offset": 'giờ UTC; nếu không thì giờ Việt Nam, kèm độ lệch',
  'do not ask; without a terminal it has to be said': 'không hỏi lại; bắt buộc khi không có cửa sổ dòng lệnh',
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Tham số:',
  'Options:': 'Tùy chọn:',
  'Global Options:': 'Tùy chọn chung:',
  'Commands:': 'Các lệnh:',
};
