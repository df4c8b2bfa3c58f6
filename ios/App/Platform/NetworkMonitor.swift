// Watches the path to the network and keeps the core's port up to date, as long as the app lives.

import Network
import ShellKit

@MainActor
final class NetworkMonitor {
  let port = NetworkPort()
  private let monitor = NWPathMonitor()
  private var isStarted = false

  /// Begins; `changed` is called when the core's answer is another one. Only the first call counts.
  func start(_ changed: @escaping @MainActor @Sendable () -> Void) {
    guard !isStarted else { return }
    isStarted = true
    let port = port
    // Called on the monitor's queue: without @Sendable it would count as the main actor's, and end the app there.
    monitor.pathUpdateHandler = { @Sendable path in
      let seen = NetworkPath(
        isSatisfied: path.status == .satisfied, isExpensive: path.isExpensive, isConstrained: path.isConstrained)
      if port.update(seen) {
        Task { @MainActor in changed() }
      }
    }
    monitor.start(queue: DispatchQueue(label: "vn.app4g.network"))
  }
}
