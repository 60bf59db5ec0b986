/** The OpenAPI document in Vietnamese by its English text: calls of senders and readers, their parameters and examples. */
export const ofCalls: Readonly<Record<string, string>> = {
  'DTM hub': 'Hệ thống DTM',
  'Receives, aggregates and shares data about the electronic transactions of state agencies under Circular 12/2025/TT-BKHCN. Errors are problem details (RFC 9457) with all errors of a request at once in `errors[]`, at most 100 of them; `moreErrors` counts the rest. Parameters are strict: one that is unknown, empty or repeated is a 400, and so is a body where none is read. Every GET answers HEAD, every path OPTIONS; another method is a 405 with `Allow`.':
    'Tiếp nhận, tổng hợp và chia sẻ dữ liệu về giao dịch điện tử của cơ quan nhà nước theo Thông tư 12/2025/TT-BKHCN. Lỗi được trả về theo RFC 9457, với mọi lỗi của một yêu cầu cùng lúc trong `errors[]`, tối đa 100 lỗi; `moreErrors` là số lỗi còn lại. Tham số được kiểm tra chặt: tham số lạ, rỗng hoặc lặp là lỗi 400, nội dung ở nơi không nhận cũng vậy. Mọi lời gọi GET đều trả lời HEAD, mọi đường dẫn trả lời OPTIONS; phương thức khác là lỗi 405 kèm `Allow`.',
  'The stage of the API, on any deployment.': 'Phiên bản của API, ở mọi nơi triển khai.',
  'Who the caller is and what is open for it': 'Thông tin về bên gọi',
  'Datasets, indicators, code lists': 'Danh mục dữ liệu',
  'Reporting periods and their deadlines': 'Kỳ báo cáo và thời hạn',
  'Where agencies and systems stand and stood': 'Vị trí của cơ quan và hệ thống, hiện nay và trước đây',
  'Agencies and their codes': 'Cơ quan và mã định danh',
  'Systems that report': 'Hệ thống kết nối',
  'Reports come in and are asked after': 'Gửi báo cáo và tra cứu',
  'Aggregated data': 'Số liệu tổng hợp',
  'Of the hub, measured': 'Mức độ sẵn sàng đo được',
  'Duties of connected systems': 'Nghĩa vụ của hệ thống kết nối',
  'Recovery drills and what they showed': 'Diễn tập khôi phục',
  'Operators: signed by IAM identities': 'Dành cho người vận hành',
  'The hub itself': 'Về hệ thống',
  'Submit a report or events': 'Gửi báo cáo hoặc sự kiện',
  'A report is the state of one system in one period; events are increments with a time window, up to 500 in a request, recorded as one entry: all of them are accepted, or none, and then `errors[]` names each that is wrong by its index. The dataset decides which. Records durably, then answers 202. The same content again, in any order of cells, is answered as the first time was: retry without fear. Where what was recorded counts no more, that answer (and that of a dry run) also has `state`, `by` and `nextRevision`: the same again brings nothing back, a report of revision `nextRevision` does. Other content under the same revision is a 409; a correction sends the next revision. `dryRun=true` gives the verdict that the real run would give and records nothing. The body may be gzipped.':
    'Báo cáo là trạng thái của một hệ thống trong một kỳ; sự kiện là các phần tăng có khoảng thời gian, tối đa 500 phần trong một yêu cầu, ghi nhận thành một mục: tất cả được nhận hoặc không phần nào, khi đó `errors[]` nêu từng phần sai theo thứ tự. Bộ dữ liệu quyết định loại. Hệ thống ghi nhận bền vững rồi mới trả lời 202. Cùng nội dung gửi lại, với thứ tự ô bất kỳ, được trả lời như lần đầu: cứ gửi lại khi cần. Nếu bản đã ghi nhận không còn được tính, câu trả lời đó (và của lần chạy thử) còn có `state`, `by` và `nextRevision`: gửi lại y nguyên không khôi phục gì, báo cáo với lần gửi `nextRevision` thì có. Nội dung khác với cùng lần gửi là lỗi 409; đính chính thì gửi lần kế tiếp. `dryRun=true` cho kết quả như khi gửi thật và không ghi nhận gì. Nội dung có thể nén gzip.',
  '`true`: only the verdict that the real run would give; nothing is recorded.':
    '`true`: chỉ cho kết quả như khi gửi thật; không ghi nhận gì.',
  '1-64 characters of A-Z a-z 0-9 . _ : -, bare or between double quotes (RFC 8941 §3.3.3): the key is the same. Required for events, where it is unique within the time bucket; optional for reports, where it is unique within the revision. The same key with other content is a 422.':
    '1-64 ký tự A-Z a-z 0-9 . _ : -, để trần hoặc trong dấu ngoặc kép (RFC 8941 §3.3.3): là cùng một khóa. Bắt buộc với sự kiện, duy nhất trong khoảng thời gian; không bắt buộc với báo cáo, duy nhất trong lần gửi. Cùng khóa với nội dung khác là lỗi 422.',
  'Checked when sent (RFC 9530): `sha-256=:<base64>:` of the body as sent.':
    'Được kiểm tra nếu có gửi (RFC 9530): `sha-256=:<base64>:` của nội dung như được gửi.',
  '`gzip` or none.': '`gzip` hoặc không có.',
  'vi (default) or en: the language of titles and details (R5).':
    'vi (mặc định) hoặc en: ngôn ngữ của tiêu đề và nội dung thông báo (R5).',
  'What would be said of it': 'Kết quả nếu gửi thật',
  'A report of half a year': 'Báo cáo của nửa năm',
  'What happened in a quarter of an hour': 'Những gì diễn ra trong mười lăm phút',
  'What a system owes by law: its availability, and the evidence of its last drill':
    'Nghĩa vụ của hệ thống theo quy định: mức độ sẵn sàng và minh chứng lần diễn tập gần nhất',
  'Two errors, both named': 'Hai lỗi, đều được nêu',
  'Other content under the same revision': 'Nội dung khác với cùng lần gửi',
  'The verdict of a dry run.': 'Kết quả của lần chạy thử.',
  'Recorded durably; the totals follow within seconds.':
    'Đã ghi nhận bền vững; số liệu tổng hợp được cập nhật sau vài giây.',
  'The quotas of the key and of the agency that it acts for: `q` requests in `w` seconds (draft-ietf-httpapi-ratelimit-headers-10).':
    'Hạn mức của khóa và của cơ quan mà khóa đại diện: `q` yêu cầu trong `w` giây (draft-ietf-httpapi-ratelimit-headers-10).',
  'Of each quota how much is left (`r`), as far as is known, and in how many seconds it begins anew (`t`).':
    'Với từng hạn mức: còn lại bao nhiêu (`r`) theo số liệu đang biết, và sau bao nhiêu giây thì tính lại từ đầu (`t`).',
  'How a key is shown (RFC 6750).': 'Cách gửi khóa (RFC 6750).',
  'Seconds to wait before the same request is sent again.':
    'Số giây cần chờ trước khi gửi lại đúng yêu cầu đó.',
  'What a system has sent': 'Những gì một hệ thống đã gửi',
  'Of a report all revisions, oldest first, withdrawals too, each with its `kind` and state. Of an event dataset the entries of the period, or of one bucket of it, in the order of bucket, shard and key, up to 100 at a time: go on with `after`. What arrives meanwhile moves nothing; what arrives in front of the cursor is seen when the list is begun anew. Empty where nothing was received from a system that the registry has.':
    'Với báo cáo: mọi lần gửi, cũ nhất trước, kể cả lần rút, mỗi lần có `kind` và trạng thái. Với bộ dữ liệu sự kiện: các mục của kỳ hoặc của một khoảng thời gian trong kỳ, theo thứ tự khoảng, phân mảnh và khóa, mỗi lần tối đa 100 mục: đọc tiếp bằng `after`. Dữ liệu đến trong lúc đọc không làm xê dịch thứ tự; dữ liệu đến trước vị trí đang đọc sẽ thấy khi đọc lại từ đầu. Danh sách rỗng nếu hệ thống có trong danh bạ chưa gửi gì.',
  'A connected system: the code of the agency that registered it, a dot, and a lower-case name. It never changes, even when the agency does.':
    'Hệ thống kết nối: mã cơ quan đã đăng ký, dấu chấm và tên viết thường. Mã này không đổi, kể cả khi cơ quan thay đổi.',
  'A name of the catalogue: lower-case words, joined by dots or hyphens.':
    'Tên trong danh mục: các từ viết thường, nối bằng dấu chấm hoặc gạch nối.',
  'A reporting period (R19): month 2026-10, quarter 2026-Q4, half-year 2026-H2 or year 2026. Its first and last day come from the calendar; they are not those of the calendar month.':
    'Kỳ báo cáo (R19): tháng 2026-10, quý 2026-Q4, nửa năm 2026-H2 hoặc năm 2026. Ngày đầu và ngày cuối theo lịch báo cáo, không phải của tháng dương lịch.',
  'Of an event dataset: only what lies in this day, hour or minute.':
    'Với bộ dữ liệu sự kiện: chỉ những gì thuộc ngày, giờ hoặc phút này.',
  'Of an event dataset: only entries behind this one: `next` of the answer before.':
    'Với bộ dữ liệu sự kiện: chỉ các mục sau mục này: `next` của câu trả lời trước.',
  'What was sent.': 'Những gì đã gửi.',
  'All revisions of a report': 'Mọi lần gửi của một báo cáo',
  'What a system has sent of a day': 'Những gì hệ thống đã gửi trong một ngày',
  'The state of one submission': 'Trạng thái của một lần gửi',
  'accepted → counted, superseded or withdrawn, with `by` the one that did it; `kind` says what it is. The state is derived from the ledger. With `content=true` also the figures that were recorded, in the form in which they are sent; evidence too.':
    'accepted → counted, superseded hoặc withdrawn, kèm `by` là bản đã gây ra điều đó; `kind` cho biết loại. Trạng thái được suy ra từ sổ ghi nhận. Với `content=true` còn có các số liệu đã ghi nhận, ở dạng như khi gửi, kể cả minh chứng.',
  '`true`: also the figures that were recorded.': '`true`: kèm các số liệu đã ghi nhận.',
  'system~dataset~period~revision of a report; system~dataset~bucket~Idempotency-Key of events, with ! behind it of their withdrawal.':
    'hệ-thống~bộ-dữ-liệu~kỳ~lần-gửi với báo cáo; hệ-thống~bộ-dữ-liệu~khoảng~Idempotency-Key với sự kiện, thêm ! ở cuối khi rút.',
  'The submission.': 'Bản gửi.',
  'A submission that is counted': 'Bản gửi đang được tính',
  'With the figures that were recorded': 'Kèm các số liệu đã ghi nhận',
  'Take a submission back': 'Rút lại một lần gửi',
  'The submission disappears from all totals; the ledger keeps it. Of a report only the highest revision can be withdrawn; the withdrawal is the next revision, and the report comes back when it is sent with the revision behind that (`nextRevision` of the answer to the old one). Asking again is answered as the first time was. `dryRun=true` gives the verdict that the real run would give, on the withdrawal, and records nothing.':
    'Bản gửi không còn trong mọi số liệu tổng hợp; sổ ghi nhận vẫn giữ. Với báo cáo chỉ rút được lần cao nhất; việc rút là lần gửi kế tiếp, và báo cáo trở lại khi được gửi với lần sau đó (`nextRevision` trong câu trả lời cho lần cũ). Yêu cầu lại được trả lời như lần đầu. `dryRun=true` cho kết quả như khi rút thật và không ghi nhận gì.',
  'A report is taken back: the withdrawal is the next revision':
    'Rút một báo cáo: việc rút là lần gửi kế tiếp',
  'Totals of a node and its children': 'Số liệu tổng hợp của một đơn vị và các đơn vị con',
  'Exact: every total can be recomputed from what was received. Ratios come with their numerator and denominator.':
    'Chính xác: mọi số tổng hợp đều tính lại được từ những gì đã nhận. Tỷ lệ có kèm tử số và mẫu số.',
  'A period of the dataset, a coarser one folded from its periods, or a series from..to of either.':
    'Một kỳ của bộ dữ liệu, một kỳ dài hơn gộp từ các kỳ đó, hoặc một chuỗi từ..đến của một trong hai.',
  'Agency code, new or legacy scheme, or VN; the agency of the key when left out.':
    'Mã cơ quan, bộ mã mới hoặc cũ, hoặc VN; nếu bỏ trống là cơ quan của khóa.',
  'The total as the hub knew it at this instant, at least one minute ago, recomputed from the ledger.':
    'Số liệu như hệ thống biết vào thời điểm này, ít nhất một phút trước, tính lại từ sổ ghi nhận.',
  'Only children behind this one: `next` of the answer before.':
    'Chỉ các đơn vị con sau đơn vị này: `next` của câu trả lời trước.',
  'With asOf: only changes behind this one: `nextChange` of the answer before.':
    'Cùng với asOf: chỉ các thay đổi sau thay đổi này: `nextChange` của câu trả lời trước.',
  'The totals.': 'Số liệu tổng hợp.',
  'A province and its systems': 'Một tỉnh và các hệ thống của tỉnh',
  'The same by the legacy code': 'Cũng vậy, theo mã cũ',
  'Who is overdue with what': 'Đơn vị nào quá hạn nghĩa vụ nào',
  'Recovery drills, penetration assessments and reports of availability of connected systems, as each said in its newest report. Due dates come from the registry, by size and security level. A key for some systems is told of these.':
    'Diễn tập khôi phục, kiểm thử xâm nhập và báo cáo mức độ sẵn sàng của các hệ thống kết nối, như từng hệ thống nêu trong báo cáo mới nhất. Thời hạn theo danh bạ, tùy quy mô và cấp độ an toàn. Khóa của một số hệ thống chỉ được biết về các hệ thống đó.',
  '`true`: also the duties that are met; only the overdue ones when left out.':
    '`true`: kèm các nghĩa vụ đã thực hiện; nếu bỏ trống chỉ nêu nghĩa vụ quá hạn.',
  'Only systems behind this one: `next` of the answer before.':
    'Chỉ các hệ thống sau hệ thống này: `next` của câu trả lời trước.',
  'Duties with their due dates.': 'Các nghĩa vụ kèm thời hạn.',
  'A ward whose drill is in time, as it says itself':
    'Một phường đã diễn tập đúng hạn, theo báo cáo của phường',
  'The public keys of receipts': 'Khóa công khai của biên nhận',
  'A JWK set (RFC 7517): of both slots all keys from the first year to the next, a year before they sign, and all that were ever replaced. A saved copy verifies receipts offline; fetch it again when a receipt names a `kid` that it does not have.':
    'Bộ khóa JWK (RFC 7517): mọi khóa của hai ngăn từ năm đầu đến năm sau, công bố một năm trước khi ký, và mọi khóa từng bị thay. Bản đã lưu dùng để kiểm tra biên nhận ngoại tuyến; hãy tải lại khi biên nhận nêu `kid` mà bản lưu không có.',
  'The keys.': 'Các khóa.',
  'This year’s keys and next year’s': 'Khóa của năm nay và năm sau',
  'How available the hub is': 'Mức độ sẵn sàng của hệ thống',
  'Measured every minute through the public endpoint. Planned maintenance and minutes without a measurement count as downtime; at most 1 % of a year may be (R6).':
    'Đo mỗi phút qua điểm truy cập công khai. Bảo trì có kế hoạch và các phút không đo được tính là gián đoạn; tối đa 1 % của năm (R6).',
  'A calendar month in Vietnam, instead of a year.': 'Tháng dương lịch theo giờ Việt Nam, thay cho năm.',
  'A calendar year in Vietnam; this one when both are left out.':
    'Năm dương lịch theo giờ Việt Nam; nếu bỏ cả hai là năm nay.',
  'Minutes, and the budget that is left.': 'Số phút và phần gián đoạn còn được phép.',
  'A month before the first measurement': 'Một tháng trước lần đo đầu tiên',
  'Recovery drills': 'Các lần diễn tập khôi phục',
  'Newest first, with outcome and figures (R7). For every reader.':
    'Mới nhất trước, kèm kết quả và số liệu (R7). Mọi bên có quyền đọc đều xem được.',
  'The drills.': 'Các lần diễn tập.',
  'All drills, newest first': 'Mọi lần diễn tập, mới nhất trước',
  'The report of a drill': 'Báo cáo một lần diễn tập',
  'What was restored, checked and found; of a drill under way, what is known so far. With `Accept: text/html` a page in Vietnamese and English. For keys of the country only, as differences name submissions of all agencies.':
    'Những gì đã khôi phục, kiểm tra và phát hiện; với lần đang diễn ra là những gì đã biết. Với `Accept: text/html` là trang tiếng Việt và tiếng Anh. Chỉ dành cho khóa của cả nước vì các khác biệt có thể nêu bản gửi của mọi cơ quan.',
  'When the drill was asked for, in UTC.': 'Thời điểm yêu cầu diễn tập, theo UTC.',
  'The report.': 'Báo cáo.',
  'No drill has this id': 'Không có lần diễn tập mang mã này',
  'Who am I, and what is open for me': 'Tôi là ai, đang được gửi gì',
  'Begin here. The key with what it may do and until when, its agencies and systems, and each dataset with the periods that take submissions now: their first and last day, deadlines and closing. Any valid key.':
    'Hãy bắt đầu tại đây. Khóa được làm gì và đến khi nào, các cơ quan và hệ thống của khóa, và từng bộ dữ liệu với các kỳ đang nhận: ngày đầu, ngày cuối, hạn gửi và ngày đóng. Khóa hợp lệ nào cũng gọi được.',
  'The caller.': 'Bên gọi.',
  'The key of a city on a day in November': 'Khóa của một thành phố vào một ngày tháng Mười một',
  'The datasets that there are': 'Các bộ dữ liệu',
  'By id, at most 100 at a time, with a strong `ETag`. With `version` as the catalogue was then: each submission is judged by, and recorded with, the version of its day. Any valid key.':
    'Theo mã, mỗi lần tối đa 100 bộ, kèm `ETag` mạnh. Với `version` là danh mục khi đó: mỗi bản gửi được xét và ghi nhận theo phiên bản của ngày đó. Khóa hợp lệ nào cũng gọi được.',
  'The catalogue that was in force at this version of the registry; the newest when left out.':
    'Danh mục có hiệu lực ở phiên bản danh bạ này; nếu bỏ trống là mới nhất.',
  'Only datasets behind this one: `next` of the answer before.':
    'Chỉ các bộ dữ liệu sau bộ này: `next` của câu trả lời trước.',
  'The `ETag` of an answer that you have.': '`ETag` của câu trả lời mà bên gọi đang có.',
  'The datasets.': 'Các bộ dữ liệu.',
  'The datasets behind one': 'Các bộ dữ liệu sau một bộ',
  'You have it: nothing has changed since that `ETag`.':
    'Bên gọi đã có: không có gì thay đổi kể từ `ETag` đó.',
  'What a submission of a dataset consists of': 'Nội dung của một bộ dữ liệu',
  'Indicators with unit, digits and range, every cell by its key, the checks as pairs of cells and as a sentence, code lists, and cells that are right to begin with. With a strong `ETag`. Any valid key.':
    'Chỉ tiêu với đơn vị, số chữ số và khoảng giá trị, mọi ô theo khóa, các phép kiểm tra theo cặp ô và bằng lời, các bảng mã, và các ô đúng để bắt đầu. Kèm `ETag` mạnh. Khóa hợp lệ nào cũng gọi được.',
  'The dataset.': 'Bộ dữ liệu.',
  'What a report of it consists of': 'Một báo cáo gồm những gì',
  'An agency and what is below it, or a search': 'Cơ quan và đơn vị trực thuộc, hoặc tìm kiếm',
  'The tree as it stood on a day; agencies that have ended stand where they were last, with their successor. Codes and names of agencies are public: any valid key.':
    'Cây cơ quan như vào một ngày; cơ quan đã kết thúc đứng ở vị trí cuối cùng, kèm cơ quan kế thừa. Mã và tên cơ quan là công khai: khóa hợp lệ nào cũng gọi được.',
  'Instead of what is below a node: all agencies whose name, in either language and with or without diacritics and capitals, has for all these words one that begins so, whose code of either scheme begins so, or whose administrative code it is.':
    'Thay cho các đơn vị dưới một nút: mọi cơ quan mà tên, theo một trong hai ngôn ngữ, có hay không dấu và chữ hoa, có từ bắt đầu bằng từng từ này, hoặc mã theo một trong hai bộ mã bắt đầu như vậy, hoặc có đúng mã hành chính này.',
  'As it stood on this day in Vietnam; today when left out.':
    'Như vào ngày này theo giờ Việt Nam; nếu bỏ trống là hôm nay.',
  'Only what is behind: `next` of the answer before, with the other parameters unchanged.':
    'Chỉ những gì ở sau: `next` của câu trả lời trước, giữ nguyên các tham số khác.',
  'Agencies by code.': 'Các cơ quan theo mã.',
  'By a name without its diacritics': 'Theo tên không dấu',
  'The systems of an agency and of all below it': 'Các hệ thống của cơ quan và đơn vị trực thuộc',
  'Ids, names and agencies of systems are public: any valid key. Size, security level and stage of the roadmap are told of the systems that the key is for, and `details` is null of all others.':
    'Mã, tên và cơ quan của hệ thống là công khai: khóa hợp lệ nào cũng gọi được. Quy mô, cấp độ an toàn và giai đoạn kết nối chỉ cho biết với các hệ thống của khóa; với hệ thống khác, `details` là null.',
  'Systems by id.': 'Các hệ thống theo mã.',
  'The systems of a ward, by a key of its city': 'Các hệ thống của một phường, bằng khóa của thành phố',
};
