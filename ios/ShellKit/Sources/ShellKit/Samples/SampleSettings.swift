// Samples of settings: every kind of control there is.

import App4GCore

extension SampleData {
  /// Every kind of control there is.
  static let settings = SettingsContent(
    sections: [
      SettingSection(
        title: "Đọc",
        items: [
          SettingItem(
            key: "theme", title: "Giao diện", detail: "",
            control: .options(options: [
              Choice(value: "system", label: "Theo máy", isChosen: true),
              Choice(value: "light", label: "Sáng", isChosen: false),
              Choice(value: "dark", label: "Tối", isChosen: false),
            ])),
          SettingItem(
            key: "text", title: "Cỡ chữ", detail: "Tính theo cỡ chữ của máy.",
            control: .options(options: [
              Choice(value: "100", label: "100%", isChosen: true), Choice(value: "125", label: "125%", isChosen: false),
              Choice(value: "150", label: "150%", isChosen: false),
              Choice(value: "200", label: "200%", isChosen: false),
            ])),
          SettingItem(
            key: "language", title: "Ngôn ngữ", detail: "",
            control: .options(options: [
              Choice(value: "vi", label: "Tiếng Việt", isChosen: true),
              Choice(value: "en", label: "English", isChosen: false),
            ])),
        ]),
      SettingSection(
        title: "Dữ liệu mạng",
        items: [
          SettingItem(
            key: "saver", title: "Tiết kiệm dữ liệu",
            detail: "Chỉ tải chữ khi dùng mạng tính cước; ảnh chờ đến khi có Wi-Fi.", control: .switch(isOn: true)),
          SettingItem(
            key: "images", title: "Tải ảnh", detail: "Chỉ từ các nguồn đã cho phép.", control: .switch(isOn: false)),
          SettingItem(
            key: "cap", title: "Mức tối đa mỗi tháng", detail: "Đạt mức này thì dừng cập nhật, trừ khi bạn bấm.",
            control: .options(options: [
              Choice(value: "20", label: "20 MB", isChosen: false), Choice(value: "50", label: "50 MB", isChosen: true),
              Choice(value: "100", label: "100 MB", isChosen: false),
            ])),
          SettingItem(
            key: "used", title: "Tháng này đã dùng", detail: "", control: .fact(text: "12,4 MB trên mức tối đa 50 MB")),
        ]),
      SettingSection(
        title: "Dữ liệu của bạn",
        items: [
          SettingItem(
            key: "export", title: "Xuất dữ liệu cá nhân",
            detail: "Bài đã lưu, trạng thái đọc, nguồn tin và cài đặt, trong một tệp.",
            control: .press(press: .export, label: "Xuất ra tệp", confirm: nil)),
          SettingItem(
            key: "import", title: "Nhập lại", detail: "Từ tệp đã xuất; thay đổi sau cùng được giữ.",
            control: .press(press: .import, label: "Chọn tệp", confirm: nil)),
          SettingItem(
            key: "erase", title: "Xoá mọi dữ liệu", detail: "Bài đã tải, bài đã lưu, nguồn tin, cài đặt.",
            control: .press(press: .erase, label: "Xoá", confirm: erase)),
        ]),
      SettingSection(
        title: "Về ứng dụng",
        items: [
          SettingItem(
            key: "release", title: "Bản phát hành", detail: "",
            control: .fact(text: "Số 312 ngày 23/11/2026, chữ ký đã được kiểm tra"))
        ]),
    ])

  /// What is asked before everything is erased.
  static let erase = Confirm(
    title: "Xoá mọi dữ liệu?",
    text: "Không lấy lại được. Nên xuất dữ liệu cá nhân ra tệp trước.",
    yes: "Xoá hết",
    no: "Giữ lại")
}
