// Watches the path to the network and keeps the core's port up to date.

import Network
import ShellKit

final class NetworkMonitor: Sendable {
  let port = NetworkPort()
  private let monitor = NWPathMonitor()
  private let queue = DispatchQueue(label: "vn.app4g.network")

  /// Begins; `changed` is called when the core's answer is another one. Calling it again only replaces the handler.
  func start(_ changed: @escaping @MainActor () -> Void) {
    let port = port
    monitor.pathUpdateHandler = { path in
      let seen = NetworkPath(
        isSatisfied: path.status == .satisfied, isExpensive: path.isExpensive, isConstrained: path.isConstrained)
      if port.update(seen) {
        Task { @MainActor in changed() }
      }
    }
    monitor.start(queue: queue)
  }

  deinit {
    monitor.cancel()
  }
}
