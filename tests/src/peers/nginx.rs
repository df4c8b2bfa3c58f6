//! nginx on a free port of this machine, as one process of the current user, with all its files in one folder.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::child::Guard;
use crate::department::Trouble;

/// Where departments read how to set it up; a test must not know it better.
const OPERATIONS: &str = include_str!("../../../docs/operations.md");

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
        std::fs::write(folder.join("nginx.conf"), config(folder, repository, port, limit)?)?;
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

/// The server as docs/operations.md writes it, on loopback without TLS, with a log and maybe a limit.
fn config(folder: &Path, repository: &Path, port: u16, limit: Option<u32>) -> Result<String, Trouble> {
    let temporary: Vec<String> = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};", folder.join(name).display()))
        .into();
    let begin = OPERATIONS.split_once("```nginx\n").and_then(|(_, rest)| rest.split_once("```"));
    let (documented, _) = begin.ok_or("docs/operations.md has no server for nginx")?;
    let limit = limit.map_or_else(String::new, |bytes| format!("limit_rate {bytes};"));
    let here = [
        ("listen 443 ssl;", format!("listen 127.0.0.1:{port};")),
        ("ssl_certificate     /etc/ssl/app4g/fullchain.pem;", String::new()),
        ("ssl_certificate_key /etc/ssl/app4g/key.pem;", String::new()),
        ("root /srv/app4g/repository;", format!("root {};", repository.display())),
        ("access_log off;", String::new()),
        ("location / {", format!("location / {{ {limit}")),
    ];
    let mut server = documented.to_owned();
    for (written, instead) in here {
        if !server.contains(written) {
            return Err(format!("docs/operations.md sets no «{written}»").into());
        }
        server = server.replace(written, &instead);
    }
    Ok(format!(
        r#"
daemon off;
master_process off;
pid {pid};
events {{ worker_connections 64; }}
http {{
    {temporary}
    log_format short "$status $bytes_sent $uri";
    access_log {log} short;
    {server}
}}
"#,
        pid = folder.join("nginx.pid").display(),
        temporary = temporary.join(" "),
        log = folder.join("access.log").display(),
    ))
}
