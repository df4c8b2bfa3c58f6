// The order of sentences that a voice reads.

import App4GCore
import Testing

@testable import ShellKit

@MainActor
private final class FakeVoice: Voice {
  var canSpeak = true
  var said: [String] = []
  var silenced = 0
  var ended: [@MainActor () -> Void] = []

  func speak(_ text: String, ended: @escaping @MainActor () -> Void) {
    said.append(text)
    self.ended.append(ended)
  }

  func silence() {
    silenced += 1
  }
}

@MainActor
@Suite struct ReadingAloudTests {
  private let segments = [
    SpeechSegment(spoken: "Tiêu đề.", block: nil), SpeechSegment(spoken: "Một.", block: 0),
    SpeechSegment(spoken: "Hai.", block: 2),
  ]

  @Test func sentencesFollowEachOtherAndTheTextFollowsTheVoice() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    #expect(voice.said == ["Tiêu đề."])
    #expect(reading.block == nil)
    voice.ended[0]()
    voice.ended[1]()
    #expect(reading.block == 2)
    #expect(reading.isSpeaking)
    voice.ended[2]()
    #expect(!reading.isSpeaking)
    #expect(reading.block == nil)
    #expect(voice.said == segments.map(\.spoken))
    #expect(voice.silenced == 0)
  }

  @Test func aSentenceThatEndsAfterTheStopBeginsNothing() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    reading.stop()
    voice.ended[0]()
    #expect(voice.said.count == 1)
    #expect(voice.silenced == 1)
    #expect(!reading.isSpeaking)
    reading.stop()
    #expect(voice.silenced == 1)
    try await reading.start { segments }
    voice.ended[0]()
    #expect(voice.said == ["Tiêu đề.", "Tiêu đề."])
  }

  @Test func withoutAVoiceItSaysSo() async throws {
    let voice = FakeVoice()
    voice.canSpeak = false
    let reading = ReadingAloud(voice)
    try await reading.start { segments }
    #expect(reading.isMute)
    #expect(!reading.isSpeaking)
    #expect(voice.said.isEmpty)
    reading.stop()
    #expect(!reading.isMute, "said where it was asked for, not in every record after it")
    voice.canSpeak = true
    try await reading.start { segments }
    #expect(!reading.isMute)
    try await reading.start { [] }
    #expect(!reading.isSpeaking)
  }

  @Test func whatWasAskedForBeforeTheStopIsNotReadAfterIt() async throws {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    try await reading.start {
      reading.stop()
      return segments
    }
    #expect(voice.said.isEmpty)
    #expect(!reading.isSpeaking)
    try await reading.start {
      reading.stop()
      throw SessionError.closed
    }
    await #expect(throws: SessionError.closed) { try await reading.start { throw SessionError.closed } }
  }
}
