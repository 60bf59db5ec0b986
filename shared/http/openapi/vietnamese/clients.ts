/** The OpenAPI document in Vietnamese by its English text: clients of the issuer of tokens. */
export const ofClients: Readonly<Record<string, string>> = {
  'Clients of the issuer of tokens': 'Ứng dụng khách của nơi cấp mã truy cập',
  'Whose tokens are taken, and for what. By id.':
    'Mã truy cập của ai được chấp nhận, và cho việc gì. Theo mã.',
  'The clients.': 'Các ứng dụng khách.',
  'Only clients that end within so many days with nothing else to follow.':
    'Chỉ các ứng dụng khách hết hạn trong số ngày này mà chưa có gì nối tiếp.',
  'Only clients behind this one: `next` of the answer before.':
    'Chỉ các ứng dụng khách sau ứng dụng này: `next` của câu trả lời trước.',
  'One client': 'Một ứng dụng khách',
  'With what operators did with it. `ETag` is the version on which the client can be changed.':
    'Kèm những gì người vận hành đã làm với ứng dụng khách. `ETag` là phiên bản làm căn cứ thay đổi.',
  'The client.': 'Ứng dụng khách.',
  'Register a client': 'Đăng ký ứng dụng khách',
  'Its tokens are taken from then on, for what is said here and what the token has in `scope`, whichever is less. Its secret stays between client and issuer. On version `0.0`: there is no such client yet. The same again is answered as the first time.':
    'Từ đó mã truy cập của ứng dụng khách được chấp nhận, cho những quyền vừa nêu ở đây vừa có trong `scope` của mã. Bí mật chỉ có giữa ứng dụng khách và nơi cấp. Trên phiên bản `0.0`: chưa có ứng dụng khách này. Gửi lại y nguyên được trả lời như lần đầu.',
  'It is registered, and taken within a minute.': 'Đã đăng ký; được chấp nhận trong vòng một phút.',
  'Change what a client may do': 'Thay đổi quyền của ứng dụng khách',
  'All of it is said anew, and how long from now on. It holds within a minute, also for tokens that were issued before.':
    'Nêu lại toàn bộ, kể cả thời hạn tính từ lúc này. Có hiệu lực trong vòng một phút, kể cả với mã truy cập đã cấp.',
  'The client from then on.': 'Ứng dụng khách từ đó.',
  'Revoke a client': 'Thu hồi ứng dụng khách',
  'Its tokens are refused within a minute, for ever, whatever the issuer still issues.':
    'Mã truy cập của ứng dụng khách bị từ chối trong vòng một phút, mãi mãi, dù nơi cấp còn cấp mã mới.',
  'For one system, from anywhere': 'Cho một hệ thống, từ mọi nơi',
  'From one network, and not to read': 'Từ một mạng, và không được đọc',
  'What the issuer of tokens calls the client, letter for letter: its `client_id`.':
    'Tên của ứng dụng khách tại nơi cấp mã truy cập, đúng từng chữ: `client_id`.',
  'How long its tokens are taken, from now on.':
    'Mã truy cập được chấp nhận bao nhiêu ngày, tính từ lúc này.',
  'All that the client may do from then on: what it could before and is not named here ends.':
    'Toàn bộ quyền của ứng dụng khách từ đó: quyền trước đây không nêu ở đây sẽ chấm dứt.',
  'By which the hub names it in receipts, logs and texts; it follows from `clientId`.':
    'Mã mà hệ thống dùng trong biên nhận, nhật ký và thông báo; được tính từ `clientId`.',
  'By id.': 'Theo mã.',
  'An access token of the issuer that the operator of the hub names, as `Authorization: Bearer`, checked by RFC8725 and RFC9068. Where a token is got stands in the discovery document of the issuer (`token_endpoint`); the address here is none. The issuer may put a prefix before the scopes. A hub without an issuer answers 401 `token-not-taken`.':
    'Mã truy cập của nơi cấp mà đơn vị vận hành đã nêu, gửi trong `Authorization: Bearer`, được kiểm tra theo RFC8725 và RFC9068. Địa chỉ lấy mã có trong tài liệu khám phá của nơi cấp (`token_endpoint`); địa chỉ ghi ở đây không dùng được. Nơi cấp có thể đặt tiền tố trước các phạm vi. Hệ thống không có nơi cấp trả lời 401 `token-not-taken`.',
  'Send and withdraw submissions.': 'Gửi và rút báo cáo, sự kiện.',
  'Read submissions, totals and what is owed.': 'Đọc bản gửi, số tổng hợp và nghĩa vụ báo cáo.',
  'Send files and read what came of them.': 'Gửi tệp và đọc kết quả xử lý.',
  'Of a client: whose tokens are taken. A key has none.':
    'Của ứng dụng khách: mã truy cập của ai được chấp nhận. Khóa không có thông tin này.',
};
