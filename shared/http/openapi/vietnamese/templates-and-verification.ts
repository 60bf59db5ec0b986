/** The OpenAPI document in Vietnamese by its English text: files to fill in, and verifications. */
export const ofTemplatesAndVerification: Readonly<Record<string, string>> = {
  'The file to fill in, as CSV': 'Biểu mẫu dạng CSV',
  'A row for each system that the key may report for in the period, a column for each cell, with headings in both languages and the key of the cell in brackets at their end: `… [transactions.received|channel=app|kind=citizen]`; of a ratio `…:numerator` and `…:denominator`, of evidence `…:day`, `…:reference` and `…:sha256`. Revision is 1: a correction has the next number in its place. At most 5,000 systems by id; where there are more, `Link` with `rel="next"` leads to the others. With a strong `ETag`. Any valid key. UTF-8 with a byte order mark, separated by semicolons. Excel takes a month for a date when it opens CSV: for it there is the workbook.':
    'Mỗi hệ thống mà khóa được báo cáo trong kỳ là một dòng, mỗi ô một cột, tiêu đề bằng hai ngôn ngữ và khóa của ô trong ngoặc vuông ở cuối: `… [transactions.received|channel=app|kind=citizen]`; với tỷ lệ là `…:numerator` và `…:denominator`, với minh chứng là `…:day`, `…:reference` và `…:sha256`. Lần gửi là 1: khi đính chính hãy ghi số kế tiếp. Tối đa 5.000 hệ thống theo mã; nếu còn nữa, `Link` với `rel="next"` dẫn đến phần sau. Kèm `ETag` mạnh. Khóa hợp lệ nào cũng gọi được. Bảng mã UTF-8 có BOM, phân cách bằng dấu chấm phẩy. Excel hiểu tháng là ngày khi mở CSV: khi đó hãy dùng sổ tính.',
  'Only systems of this agency, new or legacy scheme, and of all below it; all systems of the key when left out.':
    'Chỉ các hệ thống của cơ quan này, theo bộ mã mới hoặc cũ, và của mọi đơn vị bên dưới; nếu bỏ trống là mọi hệ thống của khóa.',
  'One that is open; the one to report now when left out.':
    'Một kỳ đang mở; nếu bỏ trống là kỳ cần báo cáo lúc này.',
  'Only systems behind this one: what `Link` of the answer before says.':
    'Chỉ các hệ thống sau hệ thống này: như `Link` của câu trả lời trước.',
  'The file.': 'Tệp.',
  'The one system of a ward': 'Hệ thống duy nhất của một phường',
  'The file to fill in, as a workbook': 'Biểu mẫu dạng bảng tính',
  'A row for each system that the key may report for in the period, a column for each cell, with headings in both languages and the key of the cell in brackets at their end: `… [transactions.received|channel=app|kind=citizen]`; of a ratio `…:numerator` and `…:denominator`, of evidence `…:day`, `…:reference` and `…:sha256`. Revision is 1: a correction has the next number in its place. At most 5,000 systems by id; where there are more, `Link` with `rel="next"` leads to the others. With a strong `ETag`. Any valid key. A second sheet says of each column its unit, digits, range, allowed values and checks, in both languages.':
    'Mỗi hệ thống mà khóa được báo cáo trong kỳ là một dòng, mỗi ô một cột, tiêu đề bằng hai ngôn ngữ và khóa của ô trong ngoặc vuông ở cuối: `… [transactions.received|channel=app|kind=citizen]`; với tỷ lệ là `…:numerator` và `…:denominator`, với minh chứng là `…:day`, `…:reference` và `…:sha256`. Lần gửi là 1: khi đính chính hãy ghi số kế tiếp. Tối đa 5.000 hệ thống theo mã; nếu còn nữa, `Link` với `rel="next"` dẫn đến phần sau. Kèm `ETag` mạnh. Khóa hợp lệ nào cũng gọi được. Trang thứ hai nêu cho mỗi cột đơn vị, số chữ số, khoảng giá trị, giá trị được nhận và phép kiểm tra, bằng hai ngôn ngữ.',
  'The workbook (.xlsx).': 'Sổ tính (.xlsx).',
  'A period that takes nothing any more': 'Một kỳ không còn nhận',
  'Verifications that were asked for': 'Các lần kiểm chứng được yêu cầu',
  'The verifications.': 'Các lần kiểm chứng.',
  'Ask for a verification': 'Yêu cầu kiểm chứng',
  'Of totals against the ledger, of the ledger against the journal, or that an entry is journalled. It begins within two minutes. The same again, on the same version and by the same operator, is answered as the first time.':
    'Số tổng hợp so với sổ, sổ so với nhật ký ghi nhận, hoặc đưa một mục vào nhật ký. Bắt đầu trong vòng hai phút. Gửi lại y nguyên, trên cùng phiên bản và bởi cùng người vận hành, được trả lời như lần đầu.',
  'Each recomputed from the ledger and compared, and repaired where it differs':
    'Tính lại từng số từ sổ, đối chiếu, và sửa nếu khác',
  'How far a verification is, and what it found': 'Tiến độ và kết quả một lần kiểm chứng',
  'Of one under way, what is known so far. Each of its lists is bounded; the counts are whole.':
    'Với lần đang diễn ra là những gì đã biết. Mỗi danh sách có giới hạn; các số đếm là đầy đủ.',
  'Counted from 1.': 'Đếm từ 1.',
  'The verification.': 'Lần kiểm chứng.',
  'No verification has this number': 'Không có lần kiểm chứng mang số này',
  'Empty: who asks is who signed, and stands in the report.':
    'Để trống: người yêu cầu là người ký, và được ghi trong báo cáo.',
  'Totals that differ are folded anew and verified again; of the ledger what the journal proves is put right.':
    'Số tổng hợp khác biệt được gộp lại và kiểm chứng lại; với sổ, những gì nhật ký chứng minh được sửa cho đúng.',
  'Of totals: only this dataset.': 'Với số tổng hợp: chỉ bộ dữ liệu này.',
  'Of totals: only this period, open or closed. Left out: every open one.':
    'Với số tổng hợp: chỉ kỳ này, đang mở hay đã đóng. Nếu bỏ trống: mọi kỳ đang mở.',
  'The submission to be journalled.': 'Bản gửi cần đưa vào nhật ký.',
  'How it is known to be genuine; needed for that.':
    'Vì sao biết bản đó là thật; bắt buộc khi đưa vào nhật ký.',
  'totals: each recomputed from the ledger and compared; journal: the whole journal against the whole ledger, both ways; entry: one that is in the ledger and in no object of the journal is journalled, as the operator knows it to be genuine.':
    'totals: tính lại từng số từ sổ và đối chiếu; journal: toàn bộ nhật ký so với toàn bộ sổ, cả hai chiều; entry: một mục có trong sổ mà không có trong nhật ký được đưa vào nhật ký, khi người vận hành biết đó là thật.',
  '`schedule`, or who asked for it: the user, or the name of the session, of the IAM identity that signed.':
    '`schedule`, hoặc người yêu cầu: tên người dùng hoặc tên phiên của danh tính IAM đã ký.',
  'Where it was set aside, and is sent back to.': 'Nơi để riêng, và nơi gửi lại.',
  'Newest first, at most 100.': 'Mới nhất trước, tối đa 100.',
  'What is not finished by then has failed.': 'Những gì chưa xong đến lúc đó là thất bại.',
  'What interrupted it last, and was got over.': 'Lần gián đoạn gần nhất đã vượt qua.',
  'asked: begins with the next minute; right: nothing differs, or the entry’s message is sent; wrong: something does, or the entry may not be journalled; failed: it could not be finished, `why` says by what.':
    'asked: bắt đầu ở phút kế tiếp; right: không có gì khác, hoặc thông điệp của mục đã gửi; wrong: có khác biệt, hoặc mục không được đưa vào nhật ký; failed: không hoàn thành được, `why` nêu nguyên nhân.',
  'Of totals, in the order of their turns.': 'Với số tổng hợp, theo thứ tự lần lượt.',
  'As they were before the repair.': 'Như trước khi sửa.',
  'Still as wrong as before they were folded anew, and what the fold said.':
    'Vẫn sai như trước khi gộp lại, và kết quả của lần gộp.',
  'What is not as the journal says; after a repair, where there was one.':
    'Những gì không như nhật ký; sau khi sửa, nếu có sửa.',
  'What was put right, or why not.': 'Những gì đã sửa, hoặc vì sao không.',
  'What was asked, how far it is, and what was found: of each list the first 100.':
    'Đã yêu cầu gì, đến đâu và thấy gì: mỗi danh sách nêu 100 mục đầu.',
  'Of level 1; null before it is begun.': 'Cấp 1; null trước khi bắt đầu.',
  'Of these.': 'Trong số đó.',
  'Over all recomputed totals: equal ledgers give equal digests. Null before the end.':
    'Trên mọi số đã tính lại: sổ như nhau thì mã băm như nhau. Null khi chưa xong.',
  'Totals not equal to the ledger: after a repair, where there was one.':
    'Số tổng hợp không bằng sổ: sau khi sửa, nếu có sửa.',
  'Entries whose content does not give their digest.': 'Các mục có nội dung không cho đúng mã băm.',
  'Totals that differed and were folded anew.': 'Số tổng hợp khác biệt đã được gộp lại.',
  'These and all above them.': 'Các số này và mọi số ở trên.',
  'A figure that is not what the ledger gives; long ones are cut.':
    'Số liệu không đúng như sổ; số dài bị cắt.',
  'How far the check of the journal came.': 'Việc kiểm tra nhật ký đến đâu.',
};
