//! What is said about publishing: results, and errors with their cause and what to do.

use std::path::Path;

use app4g_core::model::ChangeKind;
use app4g_core::strings::Lang;
use app4g_core::text::dates;

use crate::commands::failure::Failure;
use crate::ledger::LedgerError;
use crate::ledger::compare::Difference;
use crate::mirror::{MirrorError, Mirrored};
use crate::plan::{Cause, Plan, PlanError, Problem};
use crate::prune::Pruned;
use crate::reading::ReadingError;
use crate::release::start::Level;
use crate::release::{Outcome, ReleaseError};
use crate::revision::RevisionError;
use crate::storage::StorageError;
use crate::verify::Report;

/// What the program is.
pub const ABOUT: &str = "Kiểm tra nội dung và công bố thành kho có chữ ký số";
/// Help of `publish`.
pub const PUBLISH: &str = "Công bố thư mục nội dung thành một bản phát hành mới";
/// Help of `timestamp`.
pub const TIMESTAMP: &str = "Ký lại dấu thời gian; chạy mỗi ngày";
/// Help of `verify`.
pub const VERIFY: &str = "Kiểm tra toàn bộ kho: chữ ký, từng tệp, từng bản ghi";
/// Help of `cat`.
pub const CAT: &str = "In một tệp hoặc một bộ sưu tập của kho, đã giải nén";
/// Help of `mirror`.
pub const MIRROR: &str = "Chép bản phát hành mới nhất sang nơi khác";
/// Help of `pack`.
pub const PACK: &str = "Gói kho thành một tệp để mang đi";
/// Help of `prune`.
pub const PRUNE: &str = "Xoá những tệp của kho không còn ai cần";
/// Help of `validate`.
pub const VALIDATE: &str = "Kiểm tra thư mục nội dung";
/// Help of `schemas`.
pub const SCHEMAS: &str = "Ghi lược đồ JSON của mọi loại bản ghi";
/// Help of the time's argument.
pub const NOW: &str = "Thời điểm coi là bây giờ (RFC 3339), để thử";
/// Help of the content folder's argument.
pub const CONTENT: &str = "Thư mục nội dung";
/// Help of the address to write to.
pub const TO: &str = "Nơi đặt kho: thư mục, hoặc s3://bucket/đường-dẫn";
/// Help of the address to read from.
pub const FROM: &str = "Kho nguồn: thư mục, s3://… hoặc https://…";
/// Help of an address.
pub const WHERE: &str = "Kho: thư mục, s3://… hoặc https://…";
/// Help of the ledger's argument.
pub const STATE: &str = "Thư mục sổ công bố; mặc định là .app4g trong thư mục nội dung";
/// Help of the ledger to compare with.
pub const COMPARED: &str = "Thư mục sổ công bố để đối chiếu với kho";
/// Help of the dry run.
pub const DRY_RUN: &str = "Chỉ cho xem sẽ thay đổi gì";
/// Help of the samples' argument.
pub const ALLOW_SAMPLES: &str = "Cho phép công bố cả dữ liệu mẫu";
/// Help of servers in the local network.
pub const ALLOW_PRIVATE: &str = "Cho phép đọc từ máy chủ trong mạng nội bộ (10.…, 172.16–31.…, 192.168.…, fc00::/7)";
/// Help of the trusted root.
pub const ROOT: &str = "Tệp khoá gốc đã tin cậy, để đối chiếu";
/// Help of what is written out.
pub const WHAT: &str = "Mã băm của tệp, tên bộ sưu tập, TÊN/index, hoặc catalog";
/// Help of the pack's file.
pub const OUT: &str = "Tệp gói sẽ ghi";
/// Help of the pack's collections.
pub const COLLECTIONS: &str = "Những bộ sưu tập đưa vào gói; mặc định là tất cả";

/// How many ids are listed at most; the rest is counted.
const LISTED: usize = 20;

/// How the repository stood to the ledger; nothing if they were even.
pub fn level(level: Level) -> String {
    match level {
        Level::Even => String::new(),
        Level::CaughtUp => "Kho mới hơn sổ công bố: đã đọc lại từ kho.\n".into(),
        Level::Behind => "Kho cũ hơn sổ công bố, hoặc là nơi mới: sẽ gửi mọi tệp còn thiếu.\n".into(),
    }
}

/// What a release would change.
pub fn plan(plan: &Plan) -> String {
    if plan.is_empty() {
        return "Không có gì thay đổi.\n".into();
    }
    let mut text = counts(plan) + "\n";
    for (name, change) in &plan.changes {
        text += &format!("  {name}: thêm hoặc sửa {}, rời {}\n", change.put.len(), change.drop.len());
    }
    for (id, revision) in plan.revisions.iter().take(LISTED) {
        let known = &revision.known;
        text += &format!("  {} {id} (bản {})\n", change(known.change.kind), known.rev);
    }
    text + &more(plan.revisions.len())
}

fn counts(plan: &Plan) -> String {
    format!(
        "Mới {}, cập nhật {}, đính chính {}, gỡ {}; giữ nguyên {}.",
        plan.count(ChangeKind::New),
        plan.count(ChangeKind::Update),
        plan.count(ChangeKind::Correct),
        plan.count(ChangeKind::Withdraw),
        plan.carried
    )
}

fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::New => "mới",
        ChangeKind::Correct => "đính chính",
        ChangeKind::Withdraw => "gỡ",
        _ => "cập nhật",
    }
}

fn more(count: usize) -> String {
    if count > LISTED { format!("  … và {} bản ghi nữa\n", count - LISTED) } else { String::new() }
}

/// What became of a release.
pub fn outcome(outcome: Outcome, plan: &Plan) -> String {
    match outcome {
        Outcome::Unchanged => "Không có gì thay đổi, không công bố gì.\n".into(),
        Outcome::Timestamp(version) => timestamp(version),
        Outcome::Released(sequence) => format!("Đã công bố bản phát hành {sequence}. {}\n", counts(plan)),
    }
}

/// After `timestamp`.
pub fn timestamp(version: u64) -> String {
    format!("Đã ký lại dấu thời gian, bản {version}.\n")
}

/// What `verify` found.
pub fn report(report: &Report, is_trusted: bool) -> String {
    let demo = if report.is_demo { " (kho thử nghiệm)" } else { "" };
    let date = dates::date_time(report.published_at);
    let mut text = format!("Kho {}{demo}, bản phát hành {}, công bố {date}.\n", report.name, report.sequence);
    for (name, counts) in &report.collections {
        text += &format!(
            "  {name}: bản {}, {} bản ghi, {} đoạn, {} bản vá, {} byte\n",
            counts.version, counts.records, counts.segments, counts.deltas, counts.bytes
        );
    }
    for (role, end) in &report.ending {
        text += &format!("Vai trò {role} hết hạn {}: hãy ký lại.\n", dates::date(*end));
    }
    if !is_trusted {
        text += "Chưa đối chiếu với khoá gốc nào: thêm --root TỆP để chắc đây đúng là kho của mình.\n";
    }
    for finding in report.findings.iter().take(LISTED) {
        text += &format!("  {}: {}\n", finding.path, finding.cause);
    }
    text += &more(report.findings.len());
    text + &match report.findings.len() {
        0 => "Mọi thứ đều đúng.\n".to_owned(),
        count => format!("Có {count} chỗ sai: đừng công bố từ kho này; hãy chép lại từ bản sao còn đúng.\n"),
    }
}

/// What is different between ledger and repository.
pub fn differences(differences: &[Difference]) -> String {
    let mut text = String::new();
    for difference in differences.iter().take(LISTED) {
        text += &match difference {
            Difference::Sequence(ledger, repository) => {
                format!("  Sổ công bố ở bản phát hành {ledger}, kho ở bản {repository}\n")
            }
            Difference::Only(name) => format!("  Bộ sưu tập {name} chỉ có ở một bên\n"),
            Difference::Collection(name) => format!("  Bộ sưu tập {name} khác nhau\n"),
            Difference::Line(id) => format!("  Sổ công bố mất nội dung của {id}\n"),
        };
    }
    text + match differences {
        [] => "Sổ công bố khớp với kho.\n",
        _ => "Sổ công bố không khớp với kho: lần công bố tới sẽ đọc lại từ kho.\n",
    }
}

/// After `mirror`.
pub fn mirrored(mirrored: Mirrored) -> String {
    match mirrored {
        Mirrored::Nothing => "Nơi đến đã có bản mới nhất.\n".into(),
        Mirrored::Release(sequence) => format!("Đã chép bản phát hành {sequence}.\n"),
    }
}

/// After `pack`.
pub fn packed(path: &Path, sequence: u64, bytes: u64) -> String {
    format!("Đã gói bản phát hành {sequence} vào {} ({bytes} byte).\n", path.display())
}

/// After `prune`, or what it would do.
pub fn pruned(pruned: &Pruned, is_dry: bool) -> String {
    let (count, bytes, erased) = (pruned.paths.len(), pruned.bytes, pruned.erased);
    let done = if is_dry { "Sẽ xoá" } else { "Đã xoá" };
    format!("{done} {count} tệp, {bytes} byte; trong đó {erased} tệp còn chứa nội dung đã gỡ.\n")
}

/// Why a command failed, and what to do.
pub fn failure(failure: &Failure) -> String {
    match failure {
        full if full.is_full() => {
            format!("Hết chỗ trên đĩa: {full}. Hãy dọn bớt rồi chạy lại; những gì đã công bố vẫn nguyên như trước.")
        }
        Failure::Content(error) => {
            let lines: Vec<String> = error.found.iter().map(|finding| finding.line(Lang::Vi)).collect();
            format!("{}\nCó {} chỗ phải sửa trước khi công bố.", lines.join("\n"), lines.len())
        }
        Failure::Release(error) => release(error),
        Failure::Reading(error) => reading(error),
        Failure::Mirror(error) => mirror(error),
        Failure::Storage(error) => storage(error),
        Failure::Ledger(error) => ledger(error),
        Failure::Keys(error) => super::keys_error(error),
        Failure::Signing(error) => format!("Không ký được: {error}. Xem: app4g-portal keys status"),
        Failure::Pack(error) => {
            format!("Không gói được: {error}. Hãy kiểm tra kho bằng app4g-portal verify rồi làm lại.")
        }
        Failure::File { path, cause } => format!("Không đọc hoặc ghi được {}: {cause}", path.display()),
        Failure::Unknown(what) => format!("Kho không có gì tên là «{what}». Thử: app4g-portal cat catalog --from KHO"),
    }
}

fn release(error: &ReleaseError) -> String {
    match error {
        ReleaseError::Plan(error) => plan_error(error),
        ReleaseError::Overtaken => {
            "Trong lúc này có người khác vừa công bố; bản của bạn chưa được công bố. Hãy lấy nội dung mới nhất về (git pull) rồi chạy lại.".into()
        }
        ReleaseError::Crowded(number) => {
            format!("Các số phát hành trước {number} đều đã bị chiếm. Hãy đợi người khác công bố xong rồi chạy lại.")
        }
        ReleaseError::Foreign => {
            "Kho này không được ký bằng bộ khoá ở đây. Hãy kiểm tra địa chỉ kho (--to) và thư mục khoá (--keys).".into()
        }
        ReleaseError::NoRoot => {
            "Chưa có khoá gốc đủ chữ ký. Hãy lập khoá và ký: app4g-portal keys init, keys sign-root.".into()
        }
        ReleaseError::RootExpired(end) => {
            format!("Khoá gốc đã hết hạn {}. Hãy gia hạn: app4g-portal keys renew, rồi keys sign-root.", dates::date(*end))
        }
        ReleaseError::OldRoots(version) => format!(
            "Kho đã có khoá gốc bản {version} mà thư mục khoá ở đây chưa có. Hãy chép các tệp N.root.json mới nhất vào thư mục khoá."
        ),
        ReleaseError::NewRoot(version) => format!(
            "Khoá gốc bản {version} đã đổi khoá của nội dung đang có trong kho; chỉ ký lại dấu thời gian thì điện thoại sẽ từ chối. Hãy công bố: app4g-portal publish."
        ),
        ReleaseError::Empty => "Kho chưa có bản phát hành nào. Hãy công bố trước: app4g-portal publish.".into(),
        ReleaseError::Signing(error) => format!("Không ký được: {error}. Xem: app4g-portal keys status"),
        ReleaseError::Reading(error) => reading(error),
        ReleaseError::CatchUp(error) => {
            format!("Không đọc lại được kho vào sổ công bố: {error}. Hãy kiểm tra kho: app4g-portal verify.")
        }
        ReleaseError::Storage(error) => storage(error),
        ReleaseError::Ledger(error) => ledger(error),
        ReleaseError::Format(error) => format!("Không ghi được theo khuôn dạng của kho: {error}"),
        ReleaseError::Stopped(error) => format!("Việc nén bị dừng giữa chừng: {error}. Hãy chạy lại."),
    }
}

fn plan_error(error: &PlanError) -> String {
    match error {
        PlanError::Problems(problems) => {
            let lines: Vec<String> = problems.iter().take(LISTED).map(problem).collect();
            format!(
                "{}\n{}Có {} bản ghi phải sửa trước khi công bố.",
                lines.join("\n"),
                more(problems.len()),
                problems.len()
            )
        }
        PlanError::Vanished(ids) => {
            let listed: Vec<&str> = ids.iter().take(LISTED).map(String::as_str).collect();
            format!(
                "{} bản ghi đã công bố không còn trong thư mục nội dung:\n  {}\n{}Hãy đặt lại tệp; muốn gỡ thì ghi [change] kind = \"withdraw\" kèm reason và note, công bố, rồi mới xoá tệp.",
                ids.len(),
                listed.join("\n  "),
                more(ids.len())
            )
        }
        PlanError::Clock(newest) => format!(
            "Đồng hồ của máy chậm hơn bản phát hành mới nhất ({}). Hãy chỉnh giờ rồi chạy lại.",
            dates::date_time(*newest)
        ),
    }
}

fn problem(problem: &Problem) -> String {
    let cause = match &problem.cause {
        Cause::Twice(file) => format!("mã này còn có ở {file}"),
        Cause::Sample => "là dữ liệu mẫu; chỉ công bố được với --allow-samples".to_owned(),
        Cause::Revision(RevisionError::Note) => "đính chính hoặc gỡ thì phải có change.note cho người đọc".to_owned(),
        Cause::Revision(RevisionError::Reason) => {
            "change.reason phải là error, privacy, outdated hoặc replaced".to_owned()
        }
        Cause::Revision(RevisionError::Kind(kind)) => {
            format!("mã này đã công bố với loại {}; hãy dùng mã mới", kind.as_str())
        }
        Cause::Revision(RevisionError::Id) => "mã chỉ gồm chữ không dấu, số và : . _ -, tối đa 200 ký tự".to_owned(),
        Cause::Revision(RevisionError::TooLong(bytes)) => format!("bản ghi dài {bytes} byte, quá giới hạn 2 MiB"),
        Cause::Revision(RevisionError::Number(field)) => {
            format!("{field} không phải số nguyên; số thập phân phải viết trong ngoặc kép")
        }
        Cause::Revision(RevisionError::Json(error)) => error.clone(),
    };
    let place = if problem.place.is_empty() { String::new() } else { format!(", {}", problem.place) };
    format!("{}{place}: {}: {cause}", problem.file, problem.id)
}

fn reading(error: &ReadingError) -> String {
    match error {
        ReadingError::Storage(error) => storage(error),
        ReadingError::Missing(path) => {
            format!("Kho thiếu tệp {path}. Hãy kiểm tra địa chỉ kho, hoặc chép lại kho từ bản sao (mirror).")
        }
        ReadingError::Wrong { path, cause } => {
            format!("Tệp {path} của kho bị hỏng: {cause}. Hãy chép lại kho từ bản sao (mirror).")
        }
        ReadingError::Format { path, cause } => {
            format!("Tệp {path} của kho bị hỏng: {cause}. Hãy chép lại kho từ bản sao (mirror).")
        }
    }
}

fn mirror(error: &MirrorError) -> String {
    match error {
        MirrorError::Reading(error) => reading(error),
        MirrorError::Storage(error) => storage(error),
        MirrorError::NotSound(report) => {
            let causes: Vec<String> = report
                .findings
                .iter()
                .take(LISTED)
                .map(|finding| format!("  {}: {}", finding.path, finding.cause))
                .collect();
            format!("Kho nguồn không đáng tin, không chép:\n{}", causes.join("\n"))
        }
        MirrorError::Backwards { here, there } => format!(
            "Nơi đến đã có bản mới hơn (dấu thời gian {there}, kho nguồn {here}). Hãy kiểm tra xem có đảo ngược nguồn và đích không."
        ),
        MirrorError::NoCopy(path) => format!(
            "Nơi đến có tệp {path} khác với kho nguồn: đó không phải bản sao của kho này. Hãy chọn một nơi còn trống."
        ),
        MirrorError::Overtaken => "Có người khác đang ghi vào nơi đến. Hãy chạy lại sau.".into(),
    }
}

fn storage(error: &StorageError) -> String {
    match error {
        StorageError::Address(address) => {
            format!("«{address}» không phải thư mục cũng không phải địa chỉ s3://bucket/đường-dẫn.")
        }
        StorageError::ReadOnly => {
            "Máy chủ web chỉ đọc được. Hãy công bố vào thư mục của máy chủ hoặc vào s3://….".into()
        }
        StorageError::Failed { path, cause, .. } => format!(
            "Nơi lưu trữ từ chối hoặc không liên lạc được ở {path}: {cause}. Hãy kiểm tra mạng, địa chỉ và quyền truy cập rồi chạy lại; những gì đã gửi không phải gửi lại."
        ),
        StorageError::Folder { path, cause } => format!("Không đọc hoặc ghi được {path}: {cause}"),
        StorageError::Private(_) => {
            "Máy chủ này nằm trong mạng nội bộ nên không được hỏi. Nếu đúng là máy chủ của đơn vị, hãy thêm --allow-private.".into()
        }
        StorageError::Carrier { path, cause } => format!("Không đọc được {path} từ máy chủ: {cause}"),
    }
}

fn ledger(error: &LedgerError) -> String {
    match error {
        LedgerError::Busy(folder) => {
            format!("Một lần công bố khác đang dùng sổ ở {}. Hãy đợi xong rồi chạy lại.", folder.display())
        }
        LedgerError::TooNew { path, found } => {
            format!("Sổ công bố {} do phiên bản mới hơn ghi (bản {found}). Hãy cập nhật app4g-portal.", path.display())
        }
        LedgerError::Folder { path, cause } => format!("Không dùng được thư mục sổ {}: {cause}", path.display()),
        LedgerError::Sqlite(error) => format!(
            "Sổ công bố không dùng được: {error}. Nếu tệp đã hỏng, hãy cất nó đi rồi chạy lại: sổ sẽ được dựng lại từ kho."
        ),
        LedgerError::Damaged(what) => {
            format!("Sổ công bố bị hỏng ({what}). Hãy cất nó đi rồi chạy lại: sổ sẽ được dựng lại từ kho.")
        }
    }
}
