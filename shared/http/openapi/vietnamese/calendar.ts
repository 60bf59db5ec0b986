/** The OpenAPI document in Vietnamese by its English text: the calendar, and where agencies and systems stand. */
export const ofCalendar: Readonly<Record<string, string>> = {
  'Deadlines and cut-offs': 'Hạn gửi và ngày chốt',
  'Which days a period covers, by when it is due for each level of agencies, and when it closes: the rules, and every period of a year. With a strong `ETag`. Any valid key.':
    'Mỗi kỳ gồm những ngày nào, hạn gửi cho từng cấp cơ quan và khi nào đóng kỳ: các quy tắc và mọi kỳ của một năm. Kèm `ETag` mạnh. Khóa hợp lệ nào cũng gọi được.',
  'Whose periods; the year of today in Vietnam when left out.':
    'Các kỳ của năm nào; nếu bỏ trống là năm hiện tại ở Việt Nam.',
  'The calendar.': 'Lịch kỳ báo cáo.',
  'The periods of 2026': 'Các kỳ của năm 2026',
  'Where agencies and systems stand and stood': 'Vị trí của cơ quan và hệ thống, hiện tại và trước đây',
  'Every agency and system with all its days, as submissions of any period are placed by: what a program needs that judges them without the hub, as `dtm check` does. 1,000 at a time, with a strong `ETag`. It is public but for `stage`: any valid key.':
    'Mọi cơ quan và hệ thống với toàn bộ thời gian tồn tại, dùng để xếp bản gửi của bất kỳ kỳ nào: những gì một chương trình cần để xét bản gửi mà không gọi hệ thống DTM, như `dtm check`. Mỗi lần 1.000 mục, kèm `ETag` mạnh. Thông tin là công khai, trừ `stage`: khóa hợp lệ nào cũng gọi được.',
  'Only what is behind this agency or system: `next` of the answer before.':
    'Chỉ những gì sau cơ quan hoặc hệ thống này: `next` của câu trả lời trước.',
  'Agencies by code, then systems by id.': 'Cơ quan theo mã, rồi đến hệ thống theo mã.',
  'What is behind a system': 'Những gì sau một hệ thống',
  'Of the registry, of which the calendar is a part.': 'Của danh bạ, trong đó có lịch.',
  'Of the agency that a system is with, by its kind.': 'Cấp của cơ quan có hệ thống, theo loại cơ quan.',
  'What kinds of periods and levels are called.': 'Tên gọi của các loại kỳ và các cấp.',
  'Those named after the year.': 'Các kỳ mang tên năm đó.',
  'Cut-offs and deadlines (R19).': 'Ngày chốt và hạn gửi (R19).',
  'The first period under this rule; it begins with the day after the period before it. Left out in the first rule of a kind.':
    'Kỳ đầu tiên theo quy tắc này; bắt đầu vào ngày sau kỳ liền trước. Bỏ trống ở quy tắc đầu tiên của một loại kỳ.',
  'Days after the last day, per level.': 'Số ngày sau ngày cuối của kỳ, theo cấp.',
  'Days after the last day; then nothing is taken any more.':
    'Số ngày sau ngày cuối của kỳ; sau đó không nhận nữa.',
  'Cut-offs and deadlines of reporting periods (R19); the rules of one kind in order.':
    'Ngày chốt và hạn gửi của các kỳ báo cáo (R19); quy tắc của một loại kỳ theo thứ tự.',
  'What is received before is on time.': 'Những gì nhận trước thời điểm này là đúng hạn.',
  'Of the registry. Pages of several versions do not fit together: begin anew.':
    'Của danh bạ. Các trang của nhiều phiên bản không khớp với nhau: hãy bắt đầu lại.',
  'By code.': 'Theo mã.',
  'By id, behind all agencies.': 'Theo mã, sau tất cả cơ quan.',
  'Where agencies and systems stand, and stood: at most 1,000 of both.':
    'Vị trí của cơ quan và hệ thống, hiện tại và trước đây: tổng cộng tối đa 1.000 mục.',
  'The last day of the stretch; null: it goes on.': 'Ngày cuối của giai đoạn; null: còn tiếp tục.',
  'Where it stands on the roadmap; null of systems for which the key was never any use.':
    'Giai đoạn kết nối; null với hệ thống chưa bao giờ thuộc phạm vi của khóa.',
};
