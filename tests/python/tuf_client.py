"""An independent client of The Update Framework updates from a repository of ours.

    tuf_client.py REPOSITORY CLIENT

serves the folder REPOSITORY with `python3 -m http.server` on loopback, updates the client's state in the folder CLIENT (made on the
first run from metadata/1.root.json, which a real client has from its installation) and prints the versions it trusts then.
Needs: pip install tuf 'securesystemslib[crypto]'.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from tuf.ngclient import Updater


def serve(repository: Path) -> tuple[subprocess.Popen, str]:
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(repository)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = re.search(r"port (\d+)", server.stdout.readline()).group(1)
    return server, f"http://127.0.0.1:{port}/"


def update(address: str, repository: Path, client: Path) -> str:
    metadata, targets = client / "metadata", client / "targets"
    is_first = not metadata.exists()
    metadata.mkdir(parents=True, exist_ok=True)
    targets.mkdir(exist_ok=True)
    bootstrap = (repository / "metadata/1.root.json").read_bytes() if is_first else None
    updater = Updater(
        str(metadata), address + "metadata/", str(targets), address + "targets/", bootstrap=bootstrap
    )
    updater.refresh()
    catalog = updater.get_targetinfo("catalog.json")
    path = updater.download_target(catalog)
    versions = []
    for role in ("root", "timestamp", "snapshot", "targets"):
        signed = json.loads((metadata / f"{role}.json").read_bytes())["signed"]
        versions.append(f"{role} {signed['version']}")
    versions.append(f"catalog {json.loads(Path(path).read_bytes())['sequence']}")
    return " ".join(versions)


def main() -> None:
    repository, client = Path(sys.argv[1]), Path(sys.argv[2])
    server, address = serve(repository)
    try:
        print(update(address, repository, client))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
