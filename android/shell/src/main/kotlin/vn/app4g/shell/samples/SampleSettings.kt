package vn.app4g.shell.samples

import vn.app4g.core.Choice
import vn.app4g.core.Confirm
import vn.app4g.core.SettingControl
import vn.app4g.core.SettingItem
import vn.app4g.core.SettingPress
import vn.app4g.core.SettingSection
import vn.app4g.core.SettingsContent

/** Every kind of control there is. */
internal val settings = SettingsContent(
    listOf(
        SettingSection(
            "Đọc",
            listOf(
                SettingItem("theme", "Giao diện", "", SettingControl.Options(listOf(Choice("system", "Theo máy", true), Choice("light", "Sáng", false), Choice("dark", "Tối", false)))),
                SettingItem("text", "Cỡ chữ", "Tính theo cỡ chữ của máy.", SettingControl.Options(listOf(Choice("100", "100%", true), Choice("125", "125%", false), Choice("150", "150%", false), Choice("200", "200%", false)))),
                SettingItem("language", "Ngôn ngữ", "", SettingControl.Options(listOf(Choice("vi", "Tiếng Việt", true), Choice("en", "English", false)))),
            ),
        ),
        SettingSection(
            "Dữ liệu mạng",
            listOf(
                SettingItem("saver", "Tiết kiệm dữ liệu", "Chỉ tải chữ khi dùng mạng tính cước; ảnh chờ đến khi có Wi-Fi.", SettingControl.Switch(true)),
                SettingItem("images", "Tải ảnh", "Chỉ từ các nguồn đã cho phép.", SettingControl.Switch(false)),
                SettingItem("cap", "Mức tối đa mỗi tháng", "Đạt mức này thì dừng cập nhật, trừ khi bạn bấm.", SettingControl.Options(listOf(Choice("20", "20 MB", false), Choice("50", "50 MB", true), Choice("100", "100 MB", false)))),
                SettingItem("used", "Tháng này đã dùng", "", SettingControl.Fact("12,4 MB trên mức tối đa 50 MB")),
            ),
        ),
        SettingSection(
            "Dữ liệu của bạn",
            listOf(
                SettingItem("export", "Xuất dữ liệu cá nhân", "Bài đã lưu, trạng thái đọc, nguồn tin và cài đặt, trong một tệp.", SettingControl.Press(SettingPress.EXPORT, "Xuất ra tệp", null)),
                SettingItem("import", "Nhập lại", "Từ tệp đã xuất; thay đổi sau cùng được giữ.", SettingControl.Press(SettingPress.IMPORT, "Chọn tệp", null)),
                SettingItem(
                    "erase", "Xoá mọi dữ liệu", "Bài đã tải, bài đã lưu, nguồn tin, cài đặt.",
                    SettingControl.Press(SettingPress.ERASE, "Xoá", erase),
                ),
            ),
        ),
        SettingSection("Về ứng dụng", listOf(SettingItem("release", "Bản phát hành", "", SettingControl.Fact("Số 312 ngày 23/11/2026, chữ ký đã được kiểm tra")))),
    ),
)

/** What is asked before everything is erased. */
internal val erase get() = Confirm(
    "Xoá mọi dữ liệu?",
    "Không lấy lại được. Nên xuất dữ liệu cá nhân ra tệp trước.",
    "Xoá hết",
    "Giữ lại",
)
