package vn.app4g.shell.samples

import vn.app4g.core.Block
import vn.app4g.core.Contact
import vn.app4g.core.FieldRow
import vn.app4g.core.OutLink
import vn.app4g.core.Overlay
import vn.app4g.core.ReaderContent
import vn.app4g.core.Route
import vn.app4g.core.RouteLink
import vn.app4g.core.Shift
import vn.app4g.core.ShareText
import vn.app4g.core.TableCell
import vn.app4g.core.TableRow
import vn.app4g.core.TextRole
import vn.app4g.core.TextRun
import vn.app4g.core.Toggle
import vn.app4g.core.Tone

private fun text(vararg runs: TextRun, role: TextRole = TextRole.PARAGRAPH) = Block.Text(role, 0u, null, false, runs.toList())

private fun item(marker: String, words: String, indent: Int = 1) =
    Block.Text(TextRole.PARAGRAPH, indent.toUByte(), marker, false, listOf(run(words)))

private fun cell(words: String, isHeading: Boolean = false, columns: Int = 1) =
    TableCell(if (words.isEmpty()) emptyList() else listOf(run(words)), columns.toUInt(), isHeading)

private fun line(vararg cells: String, isHeader: Boolean = false) =
    TableRow(isHeader, cells.mapIndexed { at, words -> cell(words, isHeading = at == 0 && !isHeader) })

private fun strong(words: String) = TextRun(words, plain.copy(bold = true), null)

/** Every kind of block there is. */
internal val blocks: List<Block> = listOf(
    text(strong("Mạng trạm tự ghi đặt ở Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia chạy đủ một năm. Dữ liệu có ích, miễn là biết trạm nào đang nói sai.")),
    Block.Picture(
        "https://anh.example/tram-thoi-tiet.jpg",
        "Một trạm thời tiết nhỏ trên cọc thép giữa hai hàng vải thiều, phía sau là đồi thấp trong sương sớm",
        listOf(run("Trạm số 11 ở Đèo Gia, cao 2 m so với mặt đất. Ảnh: "), TextRun("tổ kỹ thuật", plain.copy(italic = true), null)),
        1200u, 800u, "Ảnh chưa có trên máy",
    ),
    text(run("Mười hai trạm, mỗi trạm một gàu lật đo mưa, một đầu đo nhiệt ẩm và tấm pin bằng quyển vở. Trận mưa ngày 06/09, trạm ở Kiên Lao đo 31,2 mm, trạm ở Đèo Gia cách đó 4 km đo "), TextRun("94,6 mm", plain.copy(marked = true), null), run(".")),
    text(run("Trạm nào đang nói sai"), role = TextRole.HEADING),
    item("1.", "Gàu lật kẹt lá: số mưa bằng 0 trong khi hai trạm bên cạnh đều ghi."),
    item("2.", "Đầu đo phơi nắng: trưa hè cao hơn trạm chuẩn 4–6 °C. Cách chữa:"),
    item("•", "che bằng chụp trắng nhiều tầng thì còn lệch 0,7 °C;", indent = 2),
    item("•", "quét lại sơn trắng mỗi năm một lần.", indent = 2),
    item("3.", "Pin yếu: mất số từ 4 giờ đến 6 giờ sáng, đúng lúc cần biết sương muối."),
    Block.Text(
        TextRole.PARAGRAPH, 0u, null, true,
        listOf(run("Ngày trước tôi nhìn mây mà phun. Bây giờ tôi nhìn mây, rồi nhìn số, rồi mới phun.")),
    ),
    text(run("Bốn xã, bốn kiểu mưa"), role = TextRole.SUBHEADING),
    Block.Table(
        listOf(run("Lượng mưa tháng 9/2026 và số giờ mất số liệu, theo xã")),
        5u,
        listOf(
            line("Xã", "Số trạm", "Mưa (mm)", "Ngày mưa nhất", "Giờ mất số liệu", isHeader = true),
            line("Lục Ngạn", "4", "212,4", "06/09", "3"),
            line("Kiên Lao", "3", "268,0", "14/09", "11"),
            line("Biên Sơn", "3", "197,5", "14/09", "0"),
            line("Đèo Gia", "2", "341,8", "06/09", "26"),
            TableRow(false, listOf(cell("Cộng và trung bình cả vùng", true, 2), cell("254,9"), cell(""), cell("40"))),
        ),
        "Bảng 6 dòng, 5 cột: lượng mưa tháng 9 năm 2026 theo xã",
    ),
    text(
        run("Công thức chỉnh nhiệt: "), TextRun("T", plain.copy(italic = true), null), TextRun("thật", plain.copy(shift = Shift.SUB), null),
        run(" = T"), TextRun("đo", plain.copy(shift = Shift.SUB), null), run(" − 0,004·R"), TextRun("2", plain.copy(shift = Shift.SUP), null),
        run(". Cách đọc số có trong "),
        TextRun("hướng dẫn của tổ kỹ thuật", plain, "https://tram.example/huong-dan"), run(", bản cũ "), TextRun("đã bỏ", plain.copy(strike = true), null), run("."),
    ),
    Block.Text(TextRole.CODE, 0u, null, false, listOf(TextRun("tram;gio;mua_mm;nhiet_c;am_pct\n11;2026-09-06T04:10:00+07:00;12,4;23,1;98", plain.copy(code = true), null))),
    Block.Rule,
    Block.Card(OutLink("Bản đồ mười hai trạm", "tram.example · trang web", "https://tram.example/ban-do", "Bản đồ mười hai trạm, mở trang ngoài ứng dụng")),
    text(run("Tệp số liệu giữ đủ dấu tên trạm và tên người trông trạm, cả những chữ hay bị cắt ngọn: «Ẵ ỗ ượ», NGUYỄN, ĐẶNG, khuỷu, nguệch ngoạc.")),
)

/** The record of the samples. */
internal val record = ReaderContent(
    id = "article-sample-1",
    title = listOf(run("Mười hai trạm thời tiết giữa vườn vải: cách 4 km, mưa lệch gấp ba")),
    facts = "Sở Khoa học và Công nghệ · 08:20 23/11/2026",
    badges = listOf(full, sample),
    overlay = Overlay(
        Tone.CAUTION,
        "Đã đính chính ngày 23/11/2026: mưa ngày 06/09 ở Đèo Gia là 94,6 mm, bản trước ghi nhầm 49,6 mm.",
        RouteLink("Xem bài về kênh tiêu đêm 06/09", Route.Record("article", "article-sample-9", "")),
    ),
    fields = listOf(
        FieldRow("Lĩnh vực", listOf("Khí tượng nông nghiệp", "Đo lường"), "Lĩnh vực: khí tượng nông nghiệp, đo lường"),
        FieldRow("Địa bàn", listOf("Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia"), "Địa bàn: Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia"),
    ),
    blocks = blocks,
    contacts = listOf(
        Contact("Gọi 0204 3555 000", "tel:02043555000", "Gọi số 0204, 3555, 000"),
        Contact("Viết thư tới tổ kỹ thuật", "mailto:tram@tokythuat.example", "Viết thư điện tử tới tổ kỹ thuật"),
    ),
    attachments = listOf(
        OutLink("Số liệu một năm của mười hai trạm", "CSV, 1,2 MB", "https://tram.example/so-lieu.csv", "Số liệu một năm của mười hai trạm, tệp CSV, 1,2 megabyte, mở trang ngoài ứng dụng"),
    ),
    source = OutLink("Bài trên cổng của Sở", "skhcn.example", "https://skhcn.example/bai-1", "Bài trên cổng của Sở, mở trang ngoài ứng dụng"),
    keep = Toggle("Lưu lại", false, "Lưu lại, đang tắt"),
    share = ShareText("Mười hai trạm thời tiết giữa vườn vải", "Mười hai trạm thời tiết giữa vườn vải (dữ liệu mẫu) https://skhcn.example/bai-1"),
    load = null,
    speak = "Nghe bài",
    startBlock = 0u,
)
