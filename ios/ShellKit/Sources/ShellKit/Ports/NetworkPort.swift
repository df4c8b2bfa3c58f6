// The phone's network as the core asks for it. The shell's monitor calls `update` and tells the session.

import App4GCore
import Foundation

/// What the system says about the path to the network.
public struct NetworkPath: Equatable, Sendable {
  /// Whether anything can be reached.
  public var isSatisfied: Bool
  /// Whether it costs by volume: mobile data, somebody's hotspot.
  public var isExpensive: Bool
  /// Whether the person asked for little data.
  public var isConstrained: Bool

  public init(isSatisfied: Bool, isExpensive: Bool, isConstrained: Bool) {
    self.isSatisfied = isSatisfied
    self.isExpensive = isExpensive
    self.isConstrained = isConstrained
  }

  /// What the core may use.
  public var network: NetworkState {
    guard isSatisfied else { return .offline }
    return isExpensive || isConstrained ? .metered : .unmetered
  }
}

/// Remembers the last path. Until there is one the network counts as metered: nothing is spent without being asked.
public final class NetworkPort: Connectivity, @unchecked Sendable {
  private let lock = NSLock()
  private var last: NetworkState

  public init(_ first: NetworkState = .metered) {
    last = first
  }

  /// Takes a new path; returns whether the core's answer differs now, so that it is told.
  public func update(_ path: NetworkPath) -> Bool {
    lock.withLock {
      defer { last = path.network }
      return last != path.network
    }
  }

  public func current() throws -> NetworkState {
    lock.withLock { last }
  }
}
