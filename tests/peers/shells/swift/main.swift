// The exported interface from Swift: a page of Home against a bare crate, and opening a profile (see ../../src/bin/shells.rs).
//
//     Bench page PROFILE CALLS         calls of either side, in turns of a hundred
//     Bench open PROFILE               once, in this fresh process
//
// Prints one line of JSON, times in microseconds. The library is linked, so it is loaded before the first line runs: how long that
// takes is measured by whoever starts this, and added.

import App4GCore
import Bare
import Dispatch
import Foundation

let batchSize = 100
let rowCount = 50

func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

func fail(_ words: String) -> Never {
  FileHandle.standardError.write(Data((words + "\n").utf8))
  exit(1)
}

/// Ports that have nothing.
final class Phone: Connectivity, SecretStore, Notifier, @unchecked Sendable {
  func current() throws -> NetworkState { .offline }
  func get(name: String) throws -> Data? { nil }
  func put(name: String, secret: Data) throws {}
  func remove(name: String) throws {}
  func show(notification: App4GCore.Notification) throws {}
}

/// Wakes who waits for content and keeps the moment it came.
final class Watch: HomeListener, @unchecked Sendable {
  let there = DispatchSemaphore(value: 0)
  var came: UInt64 = 0
  var rows = 0

  func onState(state: HomeState) throws {
    guard let content = state.content, came == 0 else { return }
    came = now()
    rows = content.news.rows.count
    there.signal()
  }

  func onClosed() throws {}
}

func opened(_ profile: String) async throws -> Core {
  let phone = Phone()
  let config = OpenConfig(folder: profile, language: "vi", repository: nil, starter: nil, addresses: .public)
  return try await openCore(
    config: config, connectivity: phone, secrets: phone, notifier: phone, clock: nil, cancel: nil)
}

/// Blocks: nothing else is to be done here.
func firstContent(_ home: HomeScreen) throws -> (Watch, Subscription) {
  let watch = Watch()
  let subscription = try home.observe(listener: watch)
  if watch.there.wait(timeout: .now() + 60) == .timedOut { fail("no content") }
  return (watch, subscription)
}

func line(_ value: [String: Any]) throws {
  let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
  print(String(decoding: data, as: UTF8.self))
}

func openOnce(_ profile: String, started: UInt64) async throws {
  // The first call compares what was generated with the library.
  _ = try parseRoute(link: "app4g://home")
  let loaded = now()
  let core = try await opened(profile)
  let isOpen = now()
  let (watch, _) = try firstContent(try core.home())
  let micros = { (from: UInt64, to: UInt64) in Double(to - from) / 1e3 }
  try line([
    "rows": watch.rows, "load": micros(started, loaded), "open": micros(loaded, isOpen),
    "state": micros(isOpen, watch.came), "total": micros(started, watch.came),
  ])
  try await core.close()
}

/// The same row as a record of the bare crate.
func bareRow(_ row: Row) -> BareRow {
  guard case .record(let kind, let id, let found) = row.route else { fail("a row that leads elsewhere") }
  let tone = { (tone: Tone) -> BareTone in
    switch tone {
    case .neutral: .neutral
    case .good: .good
    case .caution: .caution
    case .urgent: .urgent
    }
  }
  let command = { (command: RowCommand) -> BareRowCommand in
    switch command {
    case .keep: .keep
    case .letGo: .letGo
    case .markRead: .markRead
    case .markUnread: .markUnread
    }
  }
  return BareRow(
    id: row.id, title: row.title, meta: row.meta,
    badges: row.badges.map { BareBadge(text: $0.text, tone: tone($0.tone)) },
    spoken: row.spoken, route: .record(kind: kind, id: id, found: found), isUnread: row.isUnread, isKept: row.isKept,
    actions: row.actions.map { BareRowAction(label: $0.label, command: command($0.command)) })
}

/// A hundred calls; the bytes of all titles, so that nothing is left undone.
@inline(__always)
func batch(_ into: inout [UInt64], _ call: () throws -> Int) rethrows -> Int {
  var found = 0
  for _ in 0..<batchSize {
    let started = now()
    found += try call()
    into.append(now() - started)
  }
  return found
}

func said(_ times: [UInt64]) -> [String: Double] {
  let sorted = times.sorted()
  return [
    "median": Double(sorted[sorted.count / 2]) / 1e3, "p95": Double(sorted[sorted.count * 95 / 100]) / 1e3,
  ]
}

func bench(_ profile: String, calls: Int) async throws {
  let core = try await opened(profile)
  let home = try core.home()
  let (_, subscription) = try firstContent(home)
  let rows = try home.state().content?.news.rows ?? []
  if rows.count != rowCount { fail("\(rows.count) rows") }
  fill(rows: rows.map(bareRow))
  var ours: [UInt64] = []
  var theirs: [UInt64] = []
  for round in -2..<(calls / batchSize) {
    let mine = try batch(&ours) {
      try home.state().content?.news.rows.reduce(0) { $0 + $1.title.utf8.count } ?? 0
    }
    let other = try batch(&theirs) { try page().reduce(0) { $0 + $1.title.utf8.count } }
    if mine != other { fail("other rows") }
    if round < 0 {
      ours.removeAll()
      theirs.removeAll()
    }
  }
  try line(["calls": ours.count, "ours": said(ours), "bare": said(theirs)])
  withExtendedLifetime(subscription) {}
  try await core.close()
}

let started = now()
let arguments = CommandLine.arguments
if arguments[1] == "open" {
  try await openOnce(arguments[2], started: started)
} else {
  try await bench(arguments[2], calls: Int(arguments[3]) ?? 2_000)
}
