// What the five screens of the core have in common; the generator knows no such thing.

import App4GCore

public protocol ScreenSource<State, Event>: AnyObject, Sendable {
  associatedtype State: Sendable & Equatable
  associatedtype Event: Sendable

  /// What is to be drawn now.
  func state() throws -> State
  /// Takes an event; throws that the screen is closed.
  func send(event: Event) throws
  /// Closes the screen; idempotent, returns at once.
  func close()
  /// Begins to tell a listener.
  func observe(_ listener: StreamListener<State>) throws -> Subscription
}

extension HomeScreen: ScreenSource {
  public func observe(_ listener: StreamListener<HomeState>) throws -> Subscription {
    try observe(listener: listener)
  }
}

extension ReaderScreen: ScreenSource {
  public func observe(_ listener: StreamListener<ReaderState>) throws -> Subscription {
    try observe(listener: listener)
  }
}

extension SearchScreen: ScreenSource {
  public func observe(_ listener: StreamListener<SearchState>) throws -> Subscription {
    try observe(listener: listener)
  }
}

extension ListingsScreen: ScreenSource {
  public func observe(_ listener: StreamListener<ListingsState>) throws -> Subscription {
    try observe(listener: listener)
  }
}

extension SettingsScreen: ScreenSource {
  public func observe(_ listener: StreamListener<SettingsState>) throws -> Subscription {
    try observe(listener: listener)
  }
}
