/** The OpenAPI document in Vietnamese by its English text: schemas of duties, availability and drills. */
export const ofOversight: Readonly<Record<string, string>> = {
  'Connected systems that this answer looked at.': 'Số hệ thống kết nối mà câu trả lời này đã xét.',
  'How many duties of theirs are overdue.': 'Số nghĩa vụ quá hạn của các hệ thống đó.',
  'In the order of systems.': 'Theo thứ tự hệ thống.',
  'Where there are more systems: ask again with `after` of this.':
    'Nếu còn hệ thống: hỏi tiếp với `after` là giá trị này.',
  'Of an agency that is closed: its last day, and the agency that it was merged into. It owes nothing any more; what its systems owe is told of the agency that has them now.':
    'Với cơ quan đã ngừng hoạt động: ngày cuối cùng và cơ quan đã sáp nhập vào. Cơ quan đó không còn nghĩa vụ; nghĩa vụ của các hệ thống được nêu ở cơ quan hiện quản lý.',
  'Who is overdue with what (R7, R9).': 'Đơn vị nào quá hạn nghĩa vụ nào (R7, R9).',
  'Decides how often recovery drills are due (R7).': 'Quyết định chu kỳ diễn tập khôi phục (R7).',
  'The last day on which it is in time.': 'Ngày cuối cùng còn đúng hạn.',
  'Null where the report itself fulfils the duty.': 'Null nếu chính báo cáo thực hiện nghĩa vụ.',
  'The report that says so.': 'Báo cáo nêu điều đó.',
  'Null: never reported, or said to be none.': 'Null: chưa từng báo cáo, hoặc báo cáo là chưa có.',
  'The `iss` of what these keys sign.': '`iss` của những gì các khóa này ký.',
  'A JWK set: the keys of both slots from the first year to the next, and all that were ever replaced. Keep a copy: receipts are then checked offline.':
    'Bộ khóa JWK: khóa của hai ngăn từ năm đầu đến năm sau, và mọi khóa từng bị thay. Hãy giữ một bản sao: biên nhận khi đó kiểm tra được ngoại tuyến.',
  'A calendar month or year in Vietnam.': 'Tháng hoặc năm dương lịch theo giờ Việt Nam.',
  'The first instant in Vietnam, or when the hub was first measured.':
    'Thời điểm đầu tiên theo giờ Việt Nam, hoặc khi hệ thống được đo lần đầu.',
  'The first instant behind the period.': 'Thời điểm đầu tiên sau kỳ.',
  'Minutes up to this one are counted.': 'Tính các phút đến thời điểm này.',
  'Of service so far: the sum of the next four.': 'Số phút phục vụ đến nay: tổng của bốn số tiếp theo.',
  'All three probes were answered.': 'Cả ba phép thử đều được trả lời.',
  'A probe was not answered, or not as it should be.':
    'Có phép thử không được trả lời, hoặc trả lời không đúng.',
  'Nothing was measured; they count as downtime.': 'Không đo được; tính là gián đoạn.',
  'Within planned maintenance, whatever was measured; they count as downtime.':
    'Trong bảo trì có kế hoạch, dù đo thế nào; tính là gián đoạn.',
  'up ÷ minutes, to six digits; null before the first minute.':
    'up ÷ minutes, sáu chữ số thập phân; null trước phút đầu tiên.',
  '1 % of the minutes from `from` to `to`.': '1 % số phút từ `from` đến `to`.',
  'down + unknown + maintenance.': 'Tổng của ba loại gián đoạn trên.',
  'Negative when more was used than there was.': 'Âm khi đã dùng quá mức cho phép.',
  'In minutes.': 'Tính bằng phút.',
  'Of a year: those that have begun.': 'Của năm: các tháng đã bắt đầu.',
  'Those that touch the period, newest first.': 'Các đợt chạm đến kỳ, mới nhất trước.',
  'At most 1 % of the minutes of a year may be downtime, planned maintenance included (R6).':
    'Tối đa 1 % số phút của năm được gián đoạn, kể cả bảo trì có kế hoạch (R6).',
  'When it ends at the latest: the hub is in service again then.':
    'Thời điểm kết thúc chậm nhất: khi đó hệ thống hoạt động trở lại.',
  'When the operator ended it.': 'Khi người vận hành kết thúc.',
  'Planned work, during which nobody is to rely on the hub.':
    'Công việc có kế hoạch; trong thời gian đó không nên dựa vào hệ thống.',
  'Newest first.': 'Mới nhất trước.',
  'Where a running drill is.': 'Lần diễn tập đang ở bước nào.',
  'asked: begins with the next run, within minutes; passed: no difference and every target met; failed: otherwise.':
    'asked: bắt đầu ở lượt chạy kế tiếp, trong vài phút; passed: không có khác biệt và đạt mọi mục tiêu; failed: các trường hợp khác.',
  'choose: the restore point; restore, wait: the tables; registry: its records and names; entries: of the live ledger, in the restored one; extras: of the restored ledger, in the live one; proof: the whole journal against the live ledger, both ways; totals: rebuilt from the restored ledger; journal: its replay; tail: what was accepted behind the restore point; report; clean: what was restored is deleted.':
    'choose: điểm khôi phục; restore, wait: các bảng; registry: bản ghi và tên trong danh bạ; entries: mục của sổ đang dùng có trong sổ khôi phục; extras: mục của sổ khôi phục có trong sổ đang dùng; proof: toàn bộ nhật ký ghi nhận đối chiếu với sổ đang dùng, cả hai chiều; totals: dựng lại từ sổ khôi phục; journal: phát lại nhật ký; tail: những gì được nhận sau điểm khôi phục; report: báo cáo; clean: xóa những gì đã khôi phục.',
  'By name, at most 100 of each kind.': 'Theo tên, tối đa 100 mỗi loại.',
  'What interrupted the drill and was got over; the last ten.':
    'Những gì làm gián đoạn lần diễn tập và đã vượt qua; mười lần gần nhất.',
  'Of the report without digest and signature, in canonical form (RFC 8785).':
    'Của báo cáo không kèm mã băm và chữ ký, ở dạng chuẩn (RFC 8785).',
  'Compact JWS (RFC 7515) over id, outcome, time and digest.':
    'JWS rút gọn (RFC 7515) trên mã, kết quả, thời điểm và mã băm.',
  'What was restored, checked and found, in figures.':
    'Những gì đã khôi phục, kiểm tra và phát hiện, bằng số liệu.',
  'Entries of the live ledger up to the restore point, each compared.':
    'Các mục của sổ đang dùng đến điểm khôi phục, đối chiếu từng mục.',
  'So near the restore point that the copy may have them or not.':
    'Quá gần điểm khôi phục nên bản sao có thể có hoặc không.',
  'Entries in the copy.': 'Số mục trong bản sao.',
  'Accepted after the restore point, before the drill began: lost, were the tables all.':
    'Được nhận sau điểm khôi phục, trước khi bắt đầu diễn tập: sẽ mất nếu chỉ còn các bảng.',
  'Totals rebuilt from the restored ledger and compared.':
    'Số tổng hợp dựng lại từ sổ khôi phục và đối chiếu.',
  'Level-1 agencies in which live traffic went on: compared as of the restore point.':
    'Các cơ quan cấp 1 vẫn có dữ liệu đến: đối chiếu theo điểm khôi phục.',
  'Restored totals that were behind their ledger at the restore point, or a moment ahead of it: folded anew after a real loss.':
    'Số tổng hợp khôi phục đi sau sổ tại điểm khôi phục, hoặc sớm hơn một chút: sẽ tính lại sau sự cố thật.',
  'Level-1 agencies whose live totals did not fit and that were not looked at closer, as a hundred stood wrong already: there may be more differences.':
    'Các cơ quan cấp 1 có số tổng hợp không khớp và không được xét kỹ hơn vì đã có một trăm khác biệt: có thể còn nữa.',
  'Of the whole journal, each compared with the live ledger.':
    'Của toàn bộ nhật ký ghi nhận, đối chiếu từng mục với sổ đang dùng.',
  'Distinct entries among them: one may be journalled several times.':
    'Số mục khác nhau trong đó: một mục có thể được ghi nhiều lần.',
  'Of the live ledger, each looked for in the journal; those of the last minutes, which the lines do not reach, are counted here and not compared yet.':
    'Của sổ đang dùng, tìm từng mục trong nhật ký; các mục của vài phút cuối chưa vào nhật ký được đếm ở đây và chưa đối chiếu.',
  'Records compared, all versions.': 'Số bản ghi đã đối chiếu, mọi phiên bản.',
  'Times that an entry named a system, agency, dataset, period or indicator.':
    'Số lần một mục nêu hệ thống, cơ quan, bộ dữ liệu, kỳ hoặc chỉ tiêu.',
  'Read, from the restore point up to the check, thus beyond the beginning of the drill.':
    'Đã đọc, từ điểm khôi phục đến lúc kiểm tra, tức là qua cả lúc bắt đầu diễn tập.',
  'Entries that the copy got from the journal, those accepted since the drill began included: may be more than `after`.':
    'Các mục mà bản sao lấy từ nhật ký, kể cả các mục nhận từ khi bắt đầu diễn tập: có thể nhiều hơn `after`.',
  'Accepted entries that neither had.': 'Các mục đã nhận mà cả hai đều không có.',
  'Recorded in the ledger, and their message never sent, so never acknowledged: the drill has sent it, and they were journalled. No difference.':
    'Đã ghi vào sổ nhưng thông điệp chưa từng gửi, nên chưa từng trả lời: lần diễn tập đã gửi và các mục đã vào nhật ký. Không phải khác biệt.',
  'The submissions that these are.': 'Các bản gửi đó.',
  'Of all entries when the drill began.': 'Của mọi mục khi bắt đầu diễn tập.',
  'Of the restored tables alone.': 'Riêng của các bảng đã khôi phục.',
  'With what the journal held when the drill began; the queue, which survives too, left out.':
    'Cùng với những gì nhật ký có khi bắt đầu diễn tập; không tính hàng đợi, vốn cũng còn.',
  'From the start until all was verified, waiting included.':
    'Từ lúc bắt đầu đến khi kiểm tra xong, kể cả thời gian chờ.',
  'Null where it could not be measured.': 'Null nếu không đo được.',
  'A measured time beside what was promised.': 'Thời gian đo được bên cạnh mức cam kết.',
  'The entry, total, record, object or target that it is about.':
    'Mục, số tổng hợp, bản ghi, đối tượng hoặc mục tiêu liên quan.',
  'Facts that need no language: times, fields, found ≠ expected. Of not-finished: what stopped it, as it was said.':
    'Dữ kiện không phụ thuộc ngôn ngữ: thời điểm, trường, giá trị thấy ≠ giá trị cần. Với not-finished: nguyên nhân dừng, như được báo.',
  'entry-…: of the ledger, damaged where its content does not give its digest; ledger-…: the live ledger beside the whole journal: without what was journalled, with it altered, or with what is in no object of it; journal-damaged: a line whose content does not give its digest; older-point: the copy ends before the restore point; name-missing: the ledger names what the restored registry does not have; record-…: of the registry, extra where only the copy has it; total-rebuilt: from the restored ledger, beside the live ledger as of the restore point; total-live, total-restored: a stored total beside its ledger; journal-missing: in the ledger, and neither in the copy nor in the journal, though its message was sent once more; target-missed: RPO or RTO; not-finished: the drill was stopped.':
    'entry-…: về sổ, damaged khi nội dung không cho đúng mã băm; ledger-…: sổ đang dùng so với toàn bộ nhật ký: thiếu mục đã ghi nhật ký, mục bị sửa, hoặc mục không có trong nhật ký; journal-damaged: dòng có nội dung không cho đúng mã băm; older-point: bản sao kết thúc trước điểm khôi phục; name-missing: sổ nêu tên mà danh bạ khôi phục không có; record-…: về danh bạ, extra khi chỉ bản sao có; total-rebuilt: dựng từ sổ khôi phục, so với sổ đang dùng tại điểm khôi phục; total-live, total-restored: số tổng hợp đã lưu so với sổ của nó; journal-missing: có trong sổ nhưng không có trong bản sao và nhật ký dù đã gửi lại thông điệp; target-missed: RPO hoặc RTO; not-finished: lần diễn tập bị dừng.',
};
