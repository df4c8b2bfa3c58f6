// When a person is asked whether the app may show notifications: the twin of Android's.

import Foundation

/// Keeps one number from one start of the app to the next.
public protocol VisitCount: AnyObject {
  /// Visits counted so far.
  var visits: Int { get set }
}

/// Asks once, when a person comes back: on the first visit nobody knows yet what would be told, and a refresh in the background
/// would ask nobody. Whoever refuses loses nothing else, and the system's settings still have the switch.
@MainActor
public final class NoticePermission {
  /// Visits before the one that asks.
  private static let askedAt = 1

  private let count: any VisitCount
  private let ask: @MainActor () async -> Void
  private var isVisited = false

  /// `ask` shows the question of the system, which keeps the answer.
  public init(_ count: any VisitCount, ask: @escaping @MainActor () async -> Void) {
    self.count = count
    self.ask = ask
  }

  /// A person looks at the app. From one start of the app to the next only the first time counts.
  public func visited() async {
    guard !isVisited else { return }
    isVisited = true
    let visits = count.visits
    guard visits <= Self.askedAt else { return }
    count.visits = visits + 1
    if visits == Self.askedAt {
      await ask()
    }
  }
}

/// Counts in what the system keeps of the app's own settings.
public final class KeptVisits: VisitCount {
  private static let key = "visits"

  private let kept: UserDefaults

  public init(_ kept: UserDefaults = .standard) {
    self.kept = kept
  }

  public var visits: Int {
    get { kept.integer(forKey: Self.key) }
    set { kept.set(newValue, forKey: Self.key) }
  }
}
