// Where the person is: a tab, and in each tab the way that led there.
//
// Links are read and written by the core; a link that is none of ours changes nothing. What is saved are links, so that a
// version with other routes still finds its way.

import App4GCore
import Observation

/// A tab of the bar below; SwiftUI has a `Tab` of its own.
public enum AppTab: String, CaseIterable, Sendable {
  case home
  case search
  case listings
  case settings

  /// The route of its first screen.
  public var route: Route {
    switch self {
    case .home: .home
    case .search: .search(query: "")
    case .listings: .listings
    case .settings: .settings
    }
  }
}

@MainActor
@Observable
public final class BackStack {
  /// The tab in front.
  public var tab: AppTab = .home
  /// In each tab the records that were opened one from the other.
  public var ways: [AppTab: [Route]] = [:]
  /// What a link asks Search for; taken by the screen.
  public private(set) var wantedQuery: String?

  public init() {}

  /// The route in front.
  public var top: Route { ways[tab]?.last ?? tab.route }

  /// The way of the tab in front.
  public var way: [Route] {
    get { ways[tab] ?? [] }
    set { ways[tab] = newValue }
  }

  /// Goes to a route: a tab's own screen is brought to the front, a record is laid on top. The one on top is not repeated.
  public func push(_ route: Route) {
    switch route {
    case .home: show(.home)
    case .listings: show(.listings)
    case .settings: show(.settings)
    case .search(let query):
      show(.search)
      if !query.isEmpty {
        wantedQuery = query
      }
    case .record:
      if top != route {
        way.append(route)
      }
    }
  }

  /// Goes back one step; returns whether there was one.
  @discardableResult
  public func pop() -> Bool {
    guard !way.isEmpty else { return false }
    way.removeLast()
    return true
  }

  /// Puts a record in place of the one on top.
  public func replace(_ route: Route) {
    pop()
    push(route)
  }

  /// Follows a link from outside; returns whether it is one of ours.
  @discardableResult
  public func open(_ link: String) -> Bool {
    guard let route = try? parseRoute(link: link) else { return false }
    push(route)
    return true
  }

  /// What a link asked Search for, once.
  public func takeQuery() -> String? {
    defer { wantedQuery = nil }
    return wantedQuery
  }

  /// The way to here as links, the tab first.
  public func saved() -> [String] {
    ([tab.route] + way).compactMap { try? routeLink(route: $0) }
  }

  /// Goes where the links lead; those that are none of ours are left out.
  public func restore(_ links: [String]) {
    ways = [:]
    for link in links {
      open(link)
    }
  }

  private func show(_ wanted: AppTab) {
    tab = wanted
    way = []
  }
}
