//! Makes the pack that the terminal shell ships with: `cargo run -p app4g-tests --bin app4g-starter`.
//!
//! The sample content under the demo's root, released at a fixed moment, so that the same content gives the same records.

use std::path::Path;

use app4g_tests::department::{Department, Trouble};
use app4g_tests::starter::{COLLECTIONS, RELEASED};

/// Bytes of the starter pack at most.
const MOST: usize = 1_500_000;

fn main() -> Result<(), Trouble> {
    let folder = tempfile::tempdir()?;
    let department = Department::with_samples(folder.path())?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(department.publish(RELEASED))?;
    let pack = runtime.block_on(department.pack(Some(&COLLECTIONS)))?;
    if pack.len() > MOST {
        return Err(format!("the pack has {} bytes, more than {MOST}", pack.len()).into());
    }
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/starter");
    std::fs::write(starter.join("starter.pack"), &pack)?;
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{} bytes", pack.len())?;
    Ok(())
}
