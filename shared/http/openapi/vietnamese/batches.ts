/** The OpenAPI document in Vietnamese by its English text: files. */
export const ofBatches: Readonly<Record<string, string>> = {
  'Reports that would change figures of the one that counts.':
    'Số báo cáo sẽ làm thay đổi số liệu của báo cáo đang được tính.',
  'New revisions with the same figures: no total would change.':
    'Số lần gửi mới có cùng số liệu: không số tổng hợp nào thay đổi.',
  'What the file comes to by the sender’s own sum, `dataset:indicator=sum` parted by commas, of a ratio `=numerator/denominator`; the verdict has the hub’s beside it. At most 6,000 characters: of more in an order.':
    'Tổng của tệp theo cách cộng của bên gửi, `dataset:indicator=sum` phân cách bằng dấu phẩy, với tỷ lệ là `=numerator/denominator`; kết quả có tổng của hệ thống bên cạnh. Tối đa 6.000 ký tự: nhiều hơn thì nêu trong yêu cầu tải tệp.',
  'Cells that would change.': 'Số ô sẽ thay đổi.',
  'Of a dry run: what it would correct. Each cell, before and after, is in GET /batches/{id}/submissions.':
    'Khi chạy thử: những gì sẽ được đính chính. Từng ô, trước và sau, có trong GET /batches/{id}/submissions.',
  'Of a dry run: of a new revision of a report that is there already, where it would count.':
    'Khi chạy thử: của lần gửi mới cho báo cáo đã có, khi lần này sẽ được tính.',
  'Send a file': 'Gửi tệp',
  'CSV or NDJSON of up to 4 MiB as it is sent (gzip by `Content-Encoding`), or, as application/json, an order for a file that is uploaded in parts, up to 5 GiB. Rows of one system, dataset and period are one submission, judged and recorded as by POST /submissions. The answer is the batch; ask GET /batches/{id} until it is over. The same file again is the same batch, whose answer is 200. At most four batches of an agency are under way at once.':
    'CSV hoặc NDJSON tối đa 4 MiB như được gửi (gzip theo `Content-Encoding`), hoặc, dạng application/json, đặt tải lên một tệp gửi theo từng phần, tối đa 5 GiB. Các dòng của một hệ thống, bộ dữ liệu và kỳ là một bản gửi, được xét và ghi nhận như POST /submissions. Câu trả lời là lô; hãy hỏi GET /batches/{id} cho đến khi xong. Gửi lại đúng tệp đó là cùng một lô, trả lời 200. Mỗi cơ quan có tối đa bốn lô cùng lúc.',
  '`valid-rows` (when left out): submissions without a fault count. `all-or-nothing`: one fault, and nothing is recorded.':
    '`valid-rows` (khi bỏ trống): bản gửi không có lỗi được tính. `all-or-nothing`: có một lỗi thì không ghi nhận gì.',
  '`true`: the file is judged whole, and nothing is recorded.':
    '`true`: xét toàn bộ tệp và không ghi nhận gì.',
  'The same file in another run is judged anew, as after the registry was mended; 1 when left out.':
    'Cùng tệp ở lần chạy khác được xét lại, ví dụ sau khi sửa danh bạ; nếu bỏ trống là 1.',
  '`true`: figures of a CSV file are written 1234,5.': '`true`: số trong tệp CSV viết dạng 1234,5.',
  '`gzip` or none, of the file.': '`gzip` hoặc không có, của tệp.',
  'An order for a file of 50 MiB, in four parts': 'Đặt tải lên tệp 50 MiB, gồm bốn phần',
  'A dry run of a small file': 'Chạy thử một tệp nhỏ',
  'The batch, which is there already.': 'Lô đã có từ trước.',
  'The batch.': 'Lô.',
  'Batches of an agency': 'Các lô của một cơ quan',
  'Newest first, 20 at a time. A key for some systems sees those of keys for no others.':
    'Mới nhất trước, mỗi lần 20 lô. Khóa của một số hệ thống chỉ thấy các lô của khóa không dùng cho hệ thống nào khác.',
  'Only batches before this one: `next` of the answer before.':
    'Chỉ các lô trước lô này: `next` của câu trả lời trước.',
  'The batches.': 'Các lô.',
  'Before the first file': 'Trước tệp đầu tiên',
  'A batch': 'Một lô',
  'How far it is, until when it has to be further, and what came of it. `Retry-After` says when to ask again, while it is under way; with `If-None-Match` the answer is 304 while nothing has changed.':
    'Tiến độ, hạn phải đi tiếp và kết quả. `Retry-After` cho biết khi nào nên hỏi lại trong lúc đang xử lý; với `If-None-Match`, câu trả lời là 304 khi chưa có gì thay đổi.',
  'agency~the first 32 digits of the SHA-256 of the file~v (valid-rows) or a (all-or-nothing), d of a dry run~run. The same file again is the same batch.':
    'cơ-quan~32 chữ số đầu của SHA-256 của tệp~v (valid-rows) hoặc a (all-or-nothing), thêm d khi chạy thử~run. Cùng tệp là cùng lô.',
  'Parts of it have not come yet': 'Còn các phần chưa đến',
  'Nothing has changed.': 'Không có gì thay đổi.',
  'Where parts of a file go': 'Nơi gửi các phần của tệp',
  'A URL for each part that has not come with this digest, to PUT it to with the headers that stand there. So who goes on after a broken line asks for all parts and sends what is named.':
    'Địa chỉ cho từng phần chưa đến với mã băm này, để gửi bằng PUT kèm các tiêu đề ghi ở đó. Khi đường truyền bị ngắt, chỉ cần hỏi lại mọi phần rồi gửi những phần được nêu.',
  'No batch has this id': 'Không có lô mang mã này',
  'The parts.': 'Các phần.',
  'Give an order back': 'Trả lại lô đã đặt',
  'Of a batch that waits for its upload: it is `failed` from then on (`order-given-back`), and makes place for another. The same again is answered alike; what is judged already goes on.':
    'Với lô đang chờ tải lên: từ đó lô là `failed` (`order-given-back`) và nhường chỗ cho lô khác. Gửi lại được trả lời như cũ; lô đang được xét vẫn tiếp tục.',
  'All parts are sent': 'Đã gửi đủ các phần',
  'Makes the file of its parts; it is judged from then on. The same again is answered with the batch, however far it is.':
    'Ghép các phần thành tệp; từ đó tệp được xét. Gửi lại được trả lời bằng lô, dù đang ở bước nào.',
  'Not one part has come': 'Chưa có phần nào đến',
  'Errors of a file': 'Các lỗi của tệp',
  'In the order of rows, a thousand at a time, the first 100,000; `byCode` of the batch counts all. With `Accept: text/csv` all of them are one file, to which `Location` leads for five minutes: it needs no key, and none is to be sent there. Empty until the batch is over.':
    'Theo thứ tự dòng, mỗi lần một nghìn, tối đa 100.000 lỗi đầu; `byCode` của lô đếm tất cả. Với `Accept: text/csv`, toàn bộ là một tệp mà `Location` dẫn đến trong năm phút: không cần khóa, và không gửi khóa đến đó. Rỗng cho đến khi lô xong.',
  'As CSV they are where `Location` says.': 'Dạng CSV ở nơi `Location` nêu.',
  'text/csv, or JSON.': 'text/csv, hoặc dạng JSON.',
  'The errors.': 'Các lỗi.',
  'It is not judged yet': 'Chưa được xét',
  'Submissions of a file': 'Các bản gửi của tệp',
  'What was accepted or stood already, up to a thousand at a time, in the order of the digest that the receipt names. Each has a receipt of its own: GET /submissions/{id}. Empty until the batch is over.':
    'Những bản đã nhận hoặc đã có từ trước, mỗi lần tối đa một nghìn, theo thứ tự của mã băm mà biên nhận nêu. Mỗi bản có biên nhận riêng: GET /submissions/{id}. Rỗng cho đến khi lô xong.',
  'The submissions.': 'Các bản gửi.',
  'Of the file as it is sent, in bytes.': 'Của tệp như được gửi, tính bằng byte.',
  'Of the file as it is sent.': 'Của tệp như được gửi.',
  'What the file comes to by the sender’s own sum; the verdict has the hub’s beside it.':
    'Tổng của tệp theo bên gửi tự cộng; kết quả nêu bên cạnh tổng của hệ thống.',
  'A file that will be uploaded in parts.': 'Tệp sẽ được tải lên theo từng phần.',
  'What all cells of an indicator in the file come to; of a ratio both parts.':
    'Tổng mọi ô của một chỉ tiêu trong tệp; với tỷ lệ là cả hai phần.',
  'Of the bytes of this part; S3 refuses others.': 'Của các byte của phần này; S3 từ chối nội dung khác.',
  'Parts that are to be sent next.': 'Các phần sẽ gửi tiếp.',
  'Nothing: the parts are known.': 'Không có gì: các phần đã biết.',
  'awaiting-upload → cutting → judging → (recording, of all-or-nothing) → finishing → finished; or failed, with `problem`.':
    'awaiting-upload → cutting → judging → (recording, với all-or-nothing) → finishing → finished; hoặc failed, kèm `problem`.',
  'Until when it has left this state, or operators are called; null when it is over.':
    'Hạn rời trạng thái này, quá hạn sẽ báo người vận hành; null khi đã xong.',
  'When the file was there as a whole: all its submissions have it.':
    'Khi tệp đến đủ: mọi bản gửi trong đó có thời điểm này.',
  'Rows read, the header not counted; null until the file is read.':
    'Số dòng đã đọc, không tính tiêu đề; null cho đến khi đọc xong tệp.',
  'Pieces of the file; null until it is read.': 'Số mảnh của tệp; null cho đến khi đọc xong.',
  'null until it is over.': 'Null cho đến khi xong.',
  'Signed (JWS, `typ` dtm-batch+jws): names the digest of the file and of the list of its submissions. null while it is under way, of a dry run, and where nothing was recorded.':
    'Có chữ ký (JWS, `typ` dtm-batch+jws): nêu mã băm của tệp và của danh sách bản gửi. Null khi đang xử lý, khi chạy thử và khi không ghi nhận gì.',
  'Why it failed, in the language that is asked for.': 'Vì sao thất bại, bằng ngôn ngữ được yêu cầu.',
  'valid-rows: submissions without a fault count, the others are reported. all-or-nothing: one fault anywhere, and nothing is recorded.':
    'valid-rows: bản gửi không có lỗi được tính, các bản khác được báo lỗi. all-or-nothing: có một lỗi ở bất kỳ đâu thì không ghi nhận gì.',
  'New; of a dry run or where nothing was recorded: would have been.':
    'Mới; khi chạy thử hoặc không ghi nhận gì: sẽ là mới.',
  'Stood already with the same content.': 'Đã có với cùng nội dung.',
  'Judged right, and then another request took the same revision or key with other content before it was recorded. They are among the errors.':
    'Được xét là đúng, rồi yêu cầu khác dùng cùng lần gửi hoặc khóa với nội dung khác trước khi ghi nhận. Chúng nằm trong danh sách lỗi.',
  'Whether what is accepted was recorded: not in a dry run, nor in all-or-nothing with a fault.':
    'Những bản được nhận có được ghi nhận không: không khi chạy thử, và không với all-or-nothing có lỗi.',
  'Submissions that the file came to.': 'Số bản gửi của tệp.',
  'How many can be read one by one: those of the first rows.': 'Số lỗi đọc được từng lỗi: của các dòng đầu.',
  'Most first.': 'Nhiều nhất trước.',
  'null: nothing was declared of it.': 'Null: không khai báo.',
  'The plain sum of all values of an indicator that were accepted or the same again, whatever its fold: to be held against the file.':
    'Tổng đơn giản của mọi giá trị của chỉ tiêu đã nhận hoặc đã có, bất kể cách gộp: để đối chiếu với tệp.',
  'The `after` of the next page; null where this is the last.':
    '`after` của trang kế tiếp; null nếu đây là trang cuối.',
  'Bytes of each part; the last has what is left.': 'Số byte của mỗi phần; phần cuối là phần còn lại.',
  'How many parts the file has.': 'Số phần của tệp.',
  'Numbers of the parts that have come, of this file or another try of it.':
    'Số thứ tự các phần đã đến, của tệp này hoặc lần thử khác.',
  'Good for an hour, for this part, its digest and its length only. It needs no key.':
    'Dùng được một giờ, chỉ cho phần này, mã băm và độ dài của nó. Không cần khóa.',
  'Its bytes: with another Content-Length S3 refuses it.':
    'Số byte của phần: S3 từ chối nếu Content-Length khác.',
  'To be sent with it.': 'Gửi kèm.',
  'Where parts go, those that have come left out.': 'Nơi gửi các phần, bỏ qua những phần đã đến.',
  'In the order of rows.': 'Theo thứ tự dòng.',
  'As a spreadsheet counts: the header is row 1. Of NDJSON the line. Null: the file as a whole.':
    'Như bảng tính đếm: tiêu đề là dòng 1. Với NDJSON là dòng văn bản. Null: cả tệp.',
  'The heading, as the file has it; null: the row as a whole.': 'Tiêu đề cột như trong tệp; null: cả dòng.',
  "What stands in the column `key` of the row: the sender's own name of it.":
    'Nội dung ở cột `key` của dòng: tên dòng do bên gửi đặt.',
  'What stands there, its first 60 characters; null where nothing does.':
    'Nội dung ở đó, 60 ký tự đầu; null nếu không có.',
  'The submission that the row is part of, as far as its rows say which it is.':
    'Bản gửi mà dòng này thuộc về, theo những gì các dòng cho biết.',
  'One error among those of a file.': 'Một lỗi trong số các lỗi của tệp.',
  'What was accepted, or stood already, in the order of the digest that the receipt names. `state`, `by` and `nextRevision` as in the answer to a submission.':
    'Những bản đã nhận hoặc đã có, theo thứ tự của mã băm mà biên nhận nêu. `state`, `by` và `nextRevision` như trong câu trả lời cho bản gửi.',
  'Files that are sent and what came of them': 'Gửi tệp và kết quả',
};
