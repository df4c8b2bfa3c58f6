//! What `app4g-portal` says to the people who run it, in Vietnamese; the phone's texts are the core's.

pub mod publishing;

use app4g_core::Timestamp;
use app4g_core::text::dates;
use tough::schema::RoleType;

use crate::keys::KeysError;
use crate::keys::ceremony::Signature;
use crate::keys::status::{RootState, Status, short};

/// Name of the standard output in errors.
pub const STDOUT: &str = "stdout";
/// Help of `keys`.
pub const KEYS: &str = "Khoá ký của kho nội dung: lập, thay, thu hồi, ký khoá gốc, xem tình trạng";
/// Help of `keys init`.
pub const KEYS_INIT: &str = "Lập bộ khoá mới và bản nháp khoá gốc đầu tiên";
/// Help of `keys rotate`.
pub const KEYS_ROTATE: &str = "Thay khoá của một vai trò bằng khoá mới";
/// Help of `keys revoke`.
pub const KEYS_REVOKE: &str = "Thu hồi một khoá, không lập khoá thay";
/// Help of `keys renew`.
pub const KEYS_RENEW: &str = "Gia hạn khoá gốc, giữ nguyên các khoá";
/// Help of `keys sign-root`.
pub const KEYS_SIGN: &str = "Ký bản nháp khoá gốc bằng khoá của một người giữ";
/// Help of `keys status`.
pub const KEYS_STATUS: &str = "Ai đã ký, còn thiếu gì, vai trò nào sắp hết hạn";
/// Help of the key folder's argument.
pub const KEYS_FOLDER: &str = "Thư mục khoá";
/// Help of the name's argument.
pub const KEYS_NAME: &str = "Tên kho, chữ không dấu; về sau không đổi được";
/// Help of the demo argument.
pub const KEYS_DEMO: &str = "Khoá thử nghiệm: mọi thứ ký bằng khoá này đều hiện là «kho thử nghiệm»";
/// Help of the role's argument.
pub const KEYS_ROLE: &str = "Vai trò: root, targets, snapshot hoặc timestamp";
/// Help of the argument that names the key that goes.
pub const KEYS_REPLACED: &str = "Mã khoá bị thay (những chữ số đầu); cần có khi vai trò có nhiều khoá";
/// Help of the argument that names a key.
pub const KEYS_ID: &str = "Mã khoá, những chữ số đầu cũng được";
/// Help of the holder's key file.
pub const KEYS_KEY: &str = "Tệp khoá của người giữ khoá gốc";
/// Help of the published repository's argument.
pub const KEYS_PUBLISHED: &str = "Thư mục kho đã công bố, để xem hạn của từng vai trò";

/// A role as people say it.
pub fn role(role: RoleType) -> &'static str {
    match role {
        RoleType::Root => "khoá gốc",
        RoleType::Targets | RoleType::DelegatedTargets => "danh mục (targets)",
        RoleType::Snapshot => "bản chụp (snapshot)",
        RoleType::Timestamp => "dấu thời gian (timestamp)",
    }
}

/// After `keys init`, `rotate`, `revoke`, `renew`: what lies where and what comes next.
pub fn keys_drafted(written: &[std::path::PathBuf], draft: &std::path::Path) -> String {
    let mut text = String::new();
    for path in written {
        text += &format!("Đã ghi khoá mới: {}\n", path.display());
    }
    if written.iter().any(|path| path.parent().is_some_and(|folder| folder.ends_with("holders"))) {
        text += "Mỗi tệp khoá gốc giao cho một người, chép sang một thẻ nhớ riêng rồi xoá khỏi máy này.\n";
    }
    text += &format!("Bản nháp khoá gốc: {}\n", draft.display());
    text += "Việc tiếp theo: từng người giữ khoá gốc xem bản nháp (keys status) rồi ký: app4g-portal keys sign-root --key TỆP\n";
    text
}

/// After `keys sign-root`.
pub fn keys_signed(signature: &Signature) -> String {
    match signature {
        Signature::Missing { old, new } => format!("Đã ký. {}\n", missing(*old, *new)),
        Signature::Finished { path, version } => format!(
            "Đã đủ chữ ký: khoá gốc bản {version} ở {}.\nViệc tiếp theo: công bố ngay để thiết bị nhận khoá gốc mới.\n",
            path.display()
        ),
    }
}

fn missing(old: u64, new: u64) -> String {
    match (old, new) {
        (0, 0) => "Đã đủ chữ ký.".into(),
        (0, new) => format!("Còn thiếu {new} chữ ký của người giữ khoá gốc mới."),
        (old, 0) => format!("Còn thiếu {old} chữ ký của người giữ khoá gốc hiện hành."),
        (old, new) => {
            format!("Còn thiếu {old} chữ ký của người giữ khoá gốc hiện hành và {new} chữ ký của khoá gốc mới.")
        }
    }
}

/// `keys status`.
pub fn keys_status(status: &Status, now: Timestamp) -> String {
    let mut text = status.root.as_ref().map(|root| root_state(root, now)).unwrap_or_default();
    for state in &status.published {
        text += &format!("Đã công bố {} bản {}: {}.\n", role(state.role), state.version, validity(state.expires, now));
    }
    let Some(draft) = &status.draft else { return text };
    text += &format!("Khoá gốc bản {} đang chờ ký, sẽ có hạn đến {}.\n", draft.version, dates::date(draft.expires));
    for change in &draft.changes {
        let what = if change.is_new { "thêm" } else { "bỏ" };
        text += &format!("  {what} {} {}\n", role(change.role), short(&change.id));
    }
    for holder in &draft.holders {
        let whose = match (holder.of_old, holder.of_new) {
            (true, false) => " (khoá gốc hiện hành, sẽ bị bỏ)",
            (false, true) => " (khoá gốc mới)",
            _ => "",
        };
        let state = if holder.signed { "đã ký" } else { "chưa ký" };
        text += &format!("  chữ ký của {}{whose}: {state}\n", short(&holder.id));
    }
    text + &missing(draft.missing_old, draft.missing_new) + "\n"
}

fn root_state(root: &RootState, now: Timestamp) -> String {
    let demo = if root.trust.is_demo { ", kho thử nghiệm" } else { "" };
    let name = &root.trust.name;
    let mut text = format!("Kho {name}{demo}. Khoá gốc bản {}: {}.\n", root.version, validity(root.expires, now));
    for (of, id, is_here) in &root.keys {
        // A holder's key that is here is a fault; one of the others that is not here cannot sign.
        let place = match (*of == RoleType::Root, is_here) {
            (true, true) => "còn nằm trong thư mục này, hãy chuyển sang thẻ nhớ của người giữ",
            (true, false) => "do người giữ bảo quản",
            (false, true) => "có trong thư mục này",
            (false, false) => "không có trong thư mục này",
        };
        text += &format!("  {} {}: {place}\n", role(*of), short(id));
    }
    text
}

fn validity(expires: Timestamp, now: Timestamp) -> String {
    let date = dates::date(expires);
    match expires.since(now) {
        left if left <= 0 => format!("ĐÃ HẾT HẠN từ {date}"),
        left => format!("có hạn đến {date} (còn {} ngày)", left / 86_400),
    }
}

/// Why a step with keys was not taken, and what to do.
pub fn keys_error(error: &KeysError) -> String {
    match error {
        KeysError::NotEmpty => "Thư mục này đã có khoá. Hãy chọn thư mục khác, hoặc dùng rotate để thay khoá.".into(),
        KeysError::Empty => {
            "Thư mục này chưa có khoá nào. Hãy lập bộ khoá trước: app4g-portal keys init --name TÊN".into()
        }
        KeysError::NoDraft => "Không có bản nháp khoá gốc nào đang chờ ký.".into(),
        KeysError::StaleDraft { newest } => format!(
            "Bản nháp không nối tiếp khoá gốc bản {newest}. Hãy xoá root.draft.json rồi làm lại bước thay khoá, hoặc chép đủ các khoá gốc vào metadata."
        ),
        KeysError::UnknownKey { beginning } => {
            format!(
                "Không có khoá nào, hoặc có nhiều khoá, mang mã bắt đầu bằng «{beginning}». Xem mã bằng: app4g-portal keys status"
            )
        }
        KeysError::TooFewKeys { role: of } => {
            format!("Bỏ khoá này thì {} không còn đủ khoá. Hãy dùng rotate để thay bằng khoá mới.", role(*of))
        }
        KeysError::WhichKey { role: of } => {
            format!("Vai trò {} có nhiều khoá: hãy thêm --replace MÃ_KHOÁ để chỉ khoá bị thay.", role(*of))
        }
        KeysError::NotAHolder { id } => {
            format!("Khoá {} không phải khoá gốc, cả ở bản hiện hành lẫn bản nháp.", short(id))
        }
        KeysError::File { path, source } => format!("Không đọc hoặc ghi được {}: {source}", path.display()),
        KeysError::Signing(error) => format!("Khoá hoặc khoá gốc không dùng được: {error}"),
    }
}
