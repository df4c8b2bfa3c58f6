//! Makes the tiny repository of the documentation anew: `cargo run -p app4g-tests --bin app4g-example`.

use std::fs;
use std::path::Path;

use app4g_tests::department::Trouble;
use app4g_tests::example;

fn main() -> Result<(), Trouble> {
    let folder = tempfile::tempdir()?;
    let mut department = example::department(folder.path())?;
    let runtime = tokio::runtime::Runtime::new()?;
    for number in 1..=example::RELEASED.len() {
        runtime.block_on(example::release(&mut department, number))?;
        if number == 1 {
            let line = runtime.block_on(example::line_before_the_edit(&department))?;
            fs::write(example::folder().join("before-the-edit.ndjson"), line)?;
        }
    }
    let target = example::folder().join("repository");
    for part in ["metadata", "targets", "objects"] {
        if target.join(part).exists() {
            fs::remove_dir_all(target.join(part))?;
        }
        copy(&department.repository().join(part), &target.join(part))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
