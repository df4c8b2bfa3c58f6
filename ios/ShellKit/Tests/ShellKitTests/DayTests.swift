// A resident's day in flight mode, through the stores that views use, over what comes with the app.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

extension Profile {
  /// Trusts the root for trying out and has the pack that comes with the app.
  func withStarter() throws -> OpenConfig {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../..").standardized
    var config = config
    config.starter = try Data(contentsOf: root.appending(path: "cli/starter/starter.pack"))
    config.repository = RepositoryConfig(
      root: try Data(contentsOf: root.appending(path: "portal/demo-keys/metadata/1.root.json")),
      mirrors: [], archives: [], trial: .allowed)
    return config
  }
}

extension [TextRun] {
  fileprivate var words: String { map(\.text).joined() }
}

extension RealCore {
  @MainActor
  @Suite struct Day {
    /// Opens the profile without a network and waits until what comes with the app is there.
    private func morning(_ profile: Profile) async throws -> (Session, HomeStore) {
      _ = profile.network.update(NetworkPath(isSatisfied: false, isExpensive: false, isConstrained: false))
      let session = Session(try profile.withStarter(), profile.ports)
      await session.open()
      let home = try session.home()
      try await eventually { home.state.content?.news.rows.isEmpty == false }
      return (session, home)
    }

    @Test func whatComesWithTheAppIsReadKeptAndThereTheNextDay() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let (session, home) = try await morning(profile)
      #expect(home.state.status.offline != nil)
      #expect(home.state.status.problem == nil)
      #expect(home.state.content?.trial != nil)
      let row = try #require(home.state.content?.news.rows.first { $0.isUnread })
      guard case .record(let kind, let id, let found) = row.route else {
        Issue.record("\(row.route)")
        return
      }
      #expect(kind == "article")

      let reader = try session.reader(id: id, found: found)
      try await eventually { reader.state.content != nil }
      let content = try #require(reader.state.content)
      #expect(content.title.words == row.title)
      #expect(!content.blocks.isEmpty)
      try await eventually { home.state.content?.news.rows.first { $0.id == id }?.isUnread == false }
      let segments = try await session.speech(record: id)
      #expect(segments.count > 3)
      #expect(segments.allSatisfy { Int($0.block ?? 0) < content.blocks.count && !$0.spoken.isEmpty })

      #expect(content.keep?.isOn == false)
      reader.send(.toggleKeep)
      try await eventually { reader.state.content?.keep?.isOn == true }
      try await eventually { home.state.content?.news.rows.first { $0.id == id }?.isKept == true }
      await session.close()
      #expect(home.isClosed || home.state.content != nil)

      let (next, again) = try await morning(profile)
      try await eventually { again.state.content?.news.rows.first { $0.id == id }?.isKept == true }
      #expect(again.state.content?.news.rows.first { $0.id == id }?.isUnread == false)
      again.send(.act(id: id, command: .letGo))
      try await eventually { again.state.content?.news.rows.first { $0.id == id }?.isKept == false }
      await next.close()
    }

    @Test func whatIsTypedWithoutMarksIsFoundAndNarrowed() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let (session, _) = try await morning(profile)
      let search = try session.search(query: "")
      let field = TypedText()
      for typed in ["m", "may", "may say"] where field.type(typed) {
        search.send(.typed(text: typed))
      }
      try await eventually { search.state.query == "may say" && search.state.content?.rows.isEmpty == false }
      field.answer(search.state.query)
      #expect(field.text == "may say")
      let rows = try #require(search.state.content).rows
      let marked = rows.flatMap { $0.title + $0.snippet }.filter(\.style.marked).map { $0.text.lowercased() }
      #expect(marked.contains { $0.contains("máy") })

      let kinds = try #require(search.state.content?.facets.first { $0.field == "kind" })
      let listing = try #require(kinds.values.first { $0.value == "listing" })
      search.send(.choose(field: "kind", value: "listing"))
      try await eventually { search.state.content?.chips.isEmpty == false }
      let narrowed = try #require(search.state.content)
      #expect(String(narrowed.rows.count) == listing.count)
      #expect(search.state.clearChoices != nil)
      search.send(.clearChoices)
      try await eventually { search.state.content?.chips.isEmpty == true }
      #expect(search.state.content?.rows.count == rows.count)
      await session.close()
    }

    @Test func listingsAreNarrowedByWhatTheirChipsSay() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let (session, _) = try await morning(profile)
      let listings = try session.listings()
      try await eventually { listings.state.content?.rows.isEmpty == false }
      let facet = try #require(listings.state.content?.facets.first { $0.values.count > 1 })
      let value = facet.values[0]
      listings.send(.choose(field: facet.field, value: value.value))
      try await eventually { listings.state.content?.chips.first?.value == value.value }
      #expect(listings.state.content.map { String($0.rows.count) } == value.count)
      let before = listings.state.expired.isOn
      listings.send(.toggleExpired)
      try await eventually { listings.state.expired.isOn != before }
      await session.close()
    }

    @Test func whatIsSetChangesTheWholeAppAndMovesToAnotherProfile() async throws {
      let (profile, other) = (Profile(), Profile())
      defer {
        profile.remove()
        other.remove()
      }
      let (session, _) = try await morning(profile)
      let settings = try session.settings()
      try await eventually { settings.state.content != nil }
      #expect(settings.state.appearance.theme == .system)
      for section in try #require(settings.state.content).sections {
        #expect(Set(section.items.map(\.key)).count == section.items.count, "\(section.title)")
      }
      settings.send(.set(key: "theme", value: "dark"))
      try await eventually { settings.state.appearance.theme == .dark }
      let file = URL(filePath: profile.folder + "/mine.tar")
      try await session.exportPersonal(to: file)

      let second = Session(other.config, other.ports)
      await second.open()
      let theirs = try second.settings()
      #expect(theirs.state.appearance.theme == .system)
      try await second.importPersonal(from: file)
      try await eventually { theirs.state.appearance.theme == .dark }
      await session.close()
      await second.close()
    }

    @Test func whatIsErasedIsNotThereAnyMore() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let (session, home) = try await morning(profile)
      let settings = try session.settings()
      settings.send(.set(key: "theme", value: "dark"))
      try await eventually { settings.state.appearance.theme == .dark }
      try await session.erase()
      try await eventually { home.isClosed && settings.isClosed }
      let fresh = try session.settings()
      try await eventually { fresh.state.content != nil }
      #expect(fresh.state.appearance.theme == .system)
      await session.close()
    }
  }
}
