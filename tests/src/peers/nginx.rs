//! nginx on a free port of this machine, as one process of the current user, with all its files in one folder.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::child::Guard;
use crate::department::Trouble;

/// A running nginx; dropping it ends it.
#[derive(Debug)]
pub struct Nginx {
    folder: PathBuf,
    port: u16,
    _child: Guard,
}

impl Nginx {
    /// Serves `repository`, with `limit` bytes a second for each object if it is given; works in `folder`, which must exist.
    ///
    /// # Errors
    /// There is no nginx, or it does not listen.
    pub fn start(folder: &Path, repository: &Path, limit: Option<u32>) -> Result<Self, Trouble> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        std::fs::write(folder.join("nginx.conf"), config(folder, repository, port, limit))?;
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder).args(["-c", "nginx.conf", "-e", "error.log"]);
        let mut child = Guard::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(Self { folder: folder.to_owned(), port, _child: child });
            }
            if child.ended()?.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!("nginx does not run: {}", std::fs::read_to_string(folder.join("error.log"))?).into())
    }

    /// The address of the repository.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The requests so far: status, bytes sent with headers, path.
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn requests(&self) -> Result<Vec<String>, Trouble> {
        Ok(std::fs::read_to_string(self.folder.join("access.log"))?.lines().map(str::to_owned).collect())
    }
}

/// The headers are those of section 2 of docs/repository-format.md, as docs/operations.md sets them.
fn config(folder: &Path, repository: &Path, port: u16, limit: Option<u32>) -> String {
    let temporary: Vec<String> = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};", folder.join(name).display()))
        .into();
    let limit = limit.map_or_else(String::new, |bytes| format!("limit_rate {bytes};"));
    format!(
        r#"
daemon off;
master_process off;
pid {pid};
events {{ worker_connections 64; }}
http {{
    {temporary}
    log_format short "$status $bytes_sent $uri";
    access_log {log} short;
    types {{ application/json json; application/zstd zst; image/jpeg jpg; image/png png; image/webp webp; }}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        gzip off;
        location / {{ add_header Cache-Control "public, max-age=31536000, immutable"; }}
        location /objects/ {{ {limit} add_header Cache-Control "public, max-age=31536000, immutable"; }}
        location = /metadata/timestamp.json {{ add_header Cache-Control no-cache; }}
    }}
}}
"#,
        pid = folder.join("nginx.pid").display(),
        temporary = temporary.join(" "),
        log = folder.join("access.log").display(),
        root = repository.display(),
    )
}
