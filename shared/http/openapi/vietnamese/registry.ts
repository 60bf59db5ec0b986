/** The OpenAPI document in Vietnamese by its English text: schemas of keys, the registry and what operators change. */
export const ofRegistry: Readonly<Record<string, string>> = {
  'By the clock of the hub.': 'Theo đồng hồ của hệ thống.',
  'It acts for this agency and its sub-units.': 'Khóa đại diện cho cơ quan này và đơn vị trực thuộc.',
  'A vendor acts for these as well. A release that knows one agency only reads the first.':
    'Nhà cung cấp cũng đại diện cho các cơ quan này. Bản phát hành chỉ biết một cơ quan sẽ đọc cơ quan đầu.',
  'Only these systems; null: every one of the agency and its sub-units.':
    'Chỉ các hệ thống này; null: mọi hệ thống của cơ quan và đơn vị trực thuộc.',
  'Taken only from these (CIDR); left out: from anywhere.':
    'Chỉ nhận từ các mạng này (CIDR); nếu bỏ trống: từ mọi nơi.',
  'Those that the key acts for, with what is below.': 'Các cơ quan mà khóa đại diện, kèm đơn vị trực thuộc.',
  'Those with a period that takes submissions of the key’s systems now.':
    'Các bộ có kỳ đang nhận bản gửi của các hệ thống của khóa.',
  'Who the caller is, what it may do, and what is open for it.':
    'Bên gọi là ai, được làm gì và đang được gửi gì.',
  'Under QCVN 102:2016; null: it has none.': 'Theo QCVN 102:2016; null: không có.',
  'Null for the country.': 'Null với cả nước.',
  'Since when it has stood so; null for the country.': 'Như vậy từ ngày nào; null với cả nước.',
  'Its last day so, if one is set.': 'Ngày cuối như vậy, nếu đã định.',
  'Of one that is merged: its successor.': 'Với cơ quan đã sáp nhập: cơ quan kế thừa.',
  'How many stand right below it, closed ones too.': 'Số đơn vị ngay bên dưới, kể cả đã ngừng hoạt động.',
  'How many systems it has itself, closed ones too.': 'Số hệ thống của chính cơ quan, kể cả đã ngừng.',
  'Where this record comes from.': 'Nguồn của bản ghi này.',
  'The country or an agency, as it stood on a day (R18).':
    'Cả nước hoặc một cơ quan, như vào một ngày (R18).',
  'A second identifier of provinces (two digits) and communes (five) under Decision 19/2025/QĐ-TTg, never given twice. Other agencies have none.':
    'Mã thứ hai của tỉnh (hai chữ số) và xã (năm chữ số) theo Quyết định 19/2025/QĐ-TTg, không bao giờ cấp lại. Cơ quan khác không có.',
  'How many are its own today, whatever their stage.': 'Số hệ thống hiện thuộc khóa, ở mọi giai đoạn.',
  'How many of them may report.': 'Số hệ thống trong đó được báo cáo.',
  'By id, at most 50; `GET /systems` lists all of them.':
    'Theo mã, tối đa 50; `GET /systems` liệt kê tất cả.',
  'Since when it has been with this agency.': 'Thuộc cơ quan này từ ngày nào.',
  'Its last day there, if one is set.': 'Ngày cuối thuộc cơ quan đó, nếu đã định.',
  'How it sends (R1).': 'Cách gửi (R1).',
  'Where it stands on the roadmap (R16); only connected systems report.':
    'Giai đoạn kết nối (R16); chỉ hệ thống đã kết nối mới báo cáo.',
  'When it is to be connected.': 'Khi nào phải kết nối.',
  'Null for systems that are not the key’s own.': 'Null với các hệ thống không thuộc khóa.',
  'A system, as it stood on a day.': 'Một hệ thống, như vào một ngày.',
  'report: the state of one system in one period; event: increments with a time window.':
    'report: trạng thái của một hệ thống trong một kỳ; event: các phần tăng có khoảng thời gian.',
  'Null: every connected system of the key reports it.':
    'Null: mọi hệ thống đã kết nối của khóa đều báo cáo bộ này.',
  'From here on it is taken.': 'Nhận từ thời điểm này.',
  'The end of its last day.': 'Cuối ngày cuối cùng của kỳ.',
  'From here on nothing is taken for it any more.': 'Từ thời điểm này không nhận thêm.',
  'How many connected systems of the key have it to report. Which of them have done so, `GET /submissions` says.':
    'Số hệ thống đã kết nối của khóa phải báo cáo kỳ này. Hệ thống nào đã gửi thì xem `GET /submissions`.',
  'By the level of the agency (R19).': 'Theo cấp của cơ quan (R19).',
  'A period that takes submissions now.': 'Một kỳ đang nhận bản gửi.',
  'What is received before this instant is on time.': 'Những gì nhận trước thời điểm này là đúng hạn.',
  'How many of the key’s systems are of agencies of this level.':
    'Số hệ thống của khóa thuộc các cơ quan cấp này.',
  'The version of the registry with which this catalogue came; recorded with each submission.':
    'Phiên bản danh bạ đã mang danh mục này đến; được ghi cùng mỗi bản gửi.',
  'What this catalogue is worth.': 'Giá trị của danh mục này.',
  'Where there are more: ask again with `after` of this.':
    'Nếu còn nữa: hỏi tiếp với `after` là giá trị này.',
  'The datasets that there are (R21).': 'Các bộ dữ liệu hiện có (R21).',
  'Sharing category (R12).': 'Loại chia sẻ (R12).',
  'How many it has.': 'Số lượng.',
  'How many cells these have together.': 'Tổng số ô của các chỉ tiêu đó.',
  'Events only: the levels of time below the system, coarsest first, so many that no fold reads more than a few hundred items at the expected rate. No window crosses the finest.':
    'Chỉ với sự kiện: các mức thời gian dưới hệ thống, từ lớn đến nhỏ, đủ để không lần gộp nào đọc quá vài trăm mục ở tốc độ dự kiến. Không khoảng nào vượt qua mức nhỏ nhất.',
  'Where its choice of indicators comes from, beyond the notice.':
    'Nguồn của việc chọn chỉ tiêu, ngoài thông báo.',
  'Who reports it: `systems` only; null: every connected one.':
    'Hệ thống nào báo cáo: chỉ `systems`; null: mọi hệ thống đã kết nối.',
  'What a report of it fulfils, and how often.': 'Báo cáo thực hiện nghĩa vụ nào, và chu kỳ.',
  'Of kind report: each is sent exactly once, with 0 where nothing happened. Of kind event: an increment has those in which something happened, each at most once.':
    'Với loại report: mỗi ô gửi đúng một lần, ghi 0 nếu không phát sinh. Với loại event: phần tăng chỉ có các ô có phát sinh, mỗi ô tối đa một lần.',
  'The dimensions of its indicators, with the values that cells may name.':
    'Các chiều của chỉ tiêu, kèm giá trị mà ô được nêu.',
  'All cells with the least figures that ranges and checks allow: right in form, and nobody’s figures.':
    'Mọi ô với số nhỏ nhất mà khoảng giá trị và phép kiểm tra cho phép: đúng mẫu, và không phải số liệu của ai.',
  'What one submission of a dataset consists of (R21).': 'Một bản gửi của bộ dữ liệu gồm những gì (R21).',
  'Of reports; each says the state of its system.':
    'Của các báo cáo; mỗi báo cáo nêu trạng thái của hệ thống.',
  'What fulfils the duty: the day of the evidence; of an indicator without evidence, the last day of the newest period that is reported.':
    'Căn cứ thực hiện nghĩa vụ: ngày của minh chứng; với chỉ tiêu không có minh chứng là ngày cuối của kỳ mới nhất đã báo cáo.',
  'At most so long after the last time.': 'Chậm nhất bấy lâu sau lần trước.',
  'The duty began then; or when the system was to be connected, if later.':
    'Nghĩa vụ bắt đầu từ đó; hoặc khi hệ thống phải kết nối, nếu muộn hơn.',
  'Where this row comes from.': 'Nguồn của dòng này.',
  'How often the systems of a size and of some security levels owe something.':
    'Chu kỳ nghĩa vụ của hệ thống theo quy mô và cấp độ an toàn.',
  'Digits after the decimal point, at most.': 'Số chữ số sau dấu thập phân, tối đa.',
  'How values of children make the value of their parent. latest: the latest of one system; a total of more than one system has no value of it.':
    'Cách gộp giá trị của các đơn vị con thành của đơn vị trên. latest: giá trị mới nhất của một hệ thống; số tổng hợp của nhiều hệ thống không có giá trị này.',
  'How values of months make that of a quarter, half-year or year. latest, for a stock: the values of the last month, at every node; none: there is no value. A flow goes by its fold.':
    'Cách gộp giá trị của các tháng thành của quý, nửa năm hoặc năm. latest, với số dư: giá trị của tháng cuối, ở mọi nút; none: không có giá trị. Lượng phát sinh theo cách gộp của nó.',
  'Every cell of the indicator names one value of each.':
    'Mỗi ô của chỉ tiêu nêu một giá trị của từng chiều.',
  'The five groups of the circular (R17).': 'Năm nhóm của thông tư (R17).',
  'One of the five groups of the circular (R17).': 'Một trong năm nhóm của thông tư (R17).',
  'What each of its cells has, and no other figure.': 'Những gì mỗi ô có, và không có số nào khác.',
  'The numerator is part of the denominator: never above it.':
    'Tử số là một phần của mẫu số: không bao giờ lớn hơn.',
  'The least that is taken; null: no bound.': 'Mức nhỏ nhất được nhận; null: không giới hạn.',
  'The most that is taken; null: no bound.': 'Mức lớn nhất được nhận; null: không giới hạn.',
  'Keys of cells; the value of each left one is compared with its right one.':
    'Khóa của các ô; giá trị của mỗi ô trái được so với ô phải.',
  'left operator right, where both cells are there.':
    'left operator right: so ô trái với ô phải, khi có cả hai ô.',
  'The day in Vietnam on which everything here stood so.': 'Ngày theo giờ Việt Nam mà mọi thứ ở đây như vậy.',
  'What was asked for; null with `search`.': 'Những gì đã hỏi; null khi có `search`.',
  'What stands right below it, or was found, by code; at most 100.':
    'Các đơn vị ngay bên dưới, hoặc tìm thấy, theo mã; tối đa 100.',
  'Of the node and all below it, by id; at most 100.': 'Của nút và mọi đơn vị bên dưới, theo mã; tối đa 100.',
  'Go on with `after`; null at the end.': 'Đọc tiếp bằng `after`; null ở cuối.',
  'Of the task, from this change on.': 'Phiên bản của việc, từ thay đổi này.',
  'The version that the operator had seen.': 'Phiên bản mà người vận hành đã thấy.',
  'Of the call, as in the audit line.': 'Của lời gọi, như trong dòng kiểm toán.',
  'Of operation and body: the same again is the same change.':
    'Của thao tác và nội dung: gửi lại y nguyên là cùng một thay đổi.',
  'Of the record as canonical JSON; null where there was none.':
    'Của bản ghi dạng JSON chuẩn; null nếu chưa có.',
  'The record from then on; of the registry what the import did.':
    'Bản ghi từ đó; với danh bạ là những gì lần nhập đã làm.',
  'One change by an operator.': 'Một thay đổi của người vận hành.',
  'The IAM identity that signed the call.': 'Danh tính IAM đã ký lời gọi.',
  '`0.7`: version 7 of the registry; `0.0` before the first load.':
    '`0.7`: phiên bản 7 của danh bạ; `0.0` trước lần nạp đầu tiên.',
  'When it was imported.': 'Khi nào được nhập.',
  'At which the registry stands now.': 'Phiên bản hiện tại của danh bạ.',
  'Records that were written; 0 in a dry run.': 'Số bản ghi đã ghi; 0 khi chạy thử.',
  'What an import did; in a dry run what it would do.': 'Lần nhập đã làm gì; khi chạy thử là sẽ làm gì.',
  'Agencies and systems that the files do not have. They stay (R18).':
    'Các cơ quan và hệ thống không có trong tệp. Chúng được giữ nguyên (R18).',
  'The first 100 of them.': '100 bản ghi đầu tiên.',
  'By dataset and period: how many systems count elsewhere from then on.':
    'Theo bộ dữ liệu và kỳ: số hệ thống từ đó được tính ở nơi khác.',
  'Totals of open periods that are folded anew, and all above them.':
    'Số tổng hợp của các kỳ đang mở phải tính lại, và mọi số ở trên.',
  'Of all agencies, systems, catalogue, calendar and duties by name, as canonical JSON (RFC 8785); null before the first load.':
    'Của mọi cơ quan, hệ thống, danh mục, lịch và nghĩa vụ theo tên, dạng JSON chuẩn (RFC 8785); null trước lần nạp đầu tiên.',
  'Oldest first.': 'Cũ nhất trước.',
  'There are others: handle some of these, and list again.': 'Còn nữa: hãy xử lý một số rồi liệt kê lại.',
  'The submission that it is about, or how it begins.': 'Bản gửi liên quan, hoặc phần đầu của mã.',
  'Why it was not counted; null where SQS itself set it aside after too many receives without an answer.':
    'Vì sao không đếm được; null khi chính SQS để riêng sau quá nhiều lần nhận không có trả lời.',
  'How often it was looked at here.': 'Số lần được xem ở đây.',
  'When it was sent first: a queue keeps it for 14 days from then.':
    'Khi nào được gửi lần đầu: hàng đợi giữ 14 ngày kể từ đó.',
  'What was taken in hand, oldest first, with the digest of each body.':
    'Những gì đã được xử lý, cũ nhất trước, kèm mã băm của từng nội dung.',
  'As many others were there, and stayed.': 'Số thông điệp khác đang có và được giữ lại.',
  'Some of them are to be handled too: ask again.': 'Một số cũng cần xử lý: hãy yêu cầu lại.',
  'Null: it is under way, or died.': 'Null: đang diễn ra, hoặc đã bị ngắt.',
  'Those that were not there any more: handled before its function died, or held by somebody else.':
    'Những thông điệp không còn nữa: đã xử lý trước khi hàm bị ngắt, hoặc đang do người khác giữ.',
  'One handling of dead letters.': 'Một lần xử lý thông điệp không đếm được.',
  'The message, as it is in the queue.': 'Thông điệp như trong hàng đợi.',
  'Of secrets that were replaced.': 'Của các bí mật đã bị thay.',
  'When it began to sign, or its secret was replaced; null: since the deployment.':
    'Khi nào bắt đầu ký, hoặc bí mật được thay; null: từ khi triển khai.',
  'Of this year’s key.': 'Của khóa năm nay.',
  'That signs from then on; of renew the one with the new secret.':
    'Ngăn ký từ đó; với renew là ngăn có bí mật mới.',
  'With keep: as many keys are published again.': 'Với keep: số khóa được công bố lại.',
  'Version of the record of slots that it is made on.': 'Phiên bản của bản ghi các ngăn làm căn cứ.',
  'The record of slots from then on.': 'Bản ghi các ngăn từ đó.',
  'One change of the slots of receipt keys.': 'Một thay đổi của các ngăn khóa biên nhận.',
  'Absent: slot a signs, and nothing was ever replaced.': 'Không có: ngăn a ký và chưa từng thay gì.',
  'By key id.': 'Theo mã khóa.',
  'Null where no operator signed for it.': 'Null nếu không có người vận hành nào ký.',
  'A key without its secret or the hash of it.': 'Khóa không kèm bí mật và giá trị băm.',
  'What operators did with it, oldest first.': 'Những gì người vận hành đã làm với khóa, cũ nhất trước.',
  'missing: the journal has it and the ledger has not.': 'missing: nhật ký có mà sổ không có.',
  'The submission through which it stands no more.': 'Bản gửi làm cho bản này không còn được tính.',
  'Objects of the journal that cannot be read: what they have is not told.':
    'Các đối tượng của nhật ký không đọc được: những gì chúng có thì không biết.',
  'When the last object was written that was looked at; what is on its way is not in the journal yet.':
    'Khi nào đối tượng cuối cùng đã xét được ghi; những gì sau đó chưa có ở đây.',
  'What a key recorded, from the journal, with what became of it.':
    'Những gì khóa đã ghi nhận, từ nhật ký, kèm trạng thái của từng bản.',
  'API key `dtm_<stage>_…`.': 'Khóa API `dtm_<stage>_…`.',
  'The same key.': 'Cũng khóa đó.',
  'AWS Signature Version 4 of an IAM identity, for the service `execute-api`: operators only.':
    'Chữ ký AWS phiên bản 4 của danh tính IAM, cho dịch vụ `execute-api`: chỉ dành cho người vận hành.',
};
