// SPDX-License-Identifier: Apache-2.0
#include "common/store/change_log.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "google/protobuf/io/coded_stream.h"

namespace jiedui::store {
namespace {

using google::protobuf::io::CodedOutputStream;

// Tags of ChainedEntry.entry and .digest: field number * 8 + 2 (bytes).
constexpr char kEntryTag = 1 * 8 + 2;
constexpr char kDigestTag = 2 * 8 + 2;

absl::Status Damaged(uint64_t revision, absl::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED",
                   absl::StrCat("change log, revision ", revision, ": ", what), {{"revision", absl::StrCat(revision)}});
}

absl::Status Expired(uint64_t from_revision, uint64_t oldest) {
  return MakeError(absl::StatusCode::kOutOfRange, "RESUME_REVISION_EXPIRED",
                   absl::StrCat("revision ", from_revision, " is no longer kept; the oldest is ", oldest),
                   {{"oldest_revision", absl::StrCat(oldest)}});
}

absl::StatusOr<v1::ChainedEntry> ReadEntry(const Snapshot& snapshot, uint64_t revision) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, snapshot.Get(Family::kChanges, RevisionKey(revision)));
  if (!bytes.has_value()) return Damaged(revision, "the entry is missing");
  v1::ChainedEntry entry;
  if (!entry.ParseFromString(*bytes)) return Damaged(revision, "the entry is damaged");
  return entry;
}

// Follows the chain entry by entry.
class ChainWalk {
 public:
  ChainWalk(uint64_t next_revision, std::string digest_before)
      : next_revision_(next_revision), digest_(std::move(digest_before)) {}

  uint64_t next_revision() const { return next_revision_; }
  const std::string& digest() const { return digest_; }

  // Takes the row that follows.
  absl::StatusOr<v1::ChangeEntry> Step(absl::string_view key, absl::string_view value) {
    const uint64_t revision = RevisionOfKey(key);
    if (revision != next_revision_) return Damaged(next_revision_, "the entry is missing");
    v1::ChainedEntry chained;
    v1::ChangeEntry entry;
    if (!chained.ParseFromArray(value.data(), static_cast<int>(value.size())) ||
        Sha256({digest_, chained.entry()}) != chained.digest())
      return Damaged(revision, "the digest does not match");
    if (!entry.ParseFromString(chained.entry()) || entry.revision() != revision)
      return Damaged(revision, "the entry is damaged");
    digest_ = std::move(*chained.mutable_digest());
    ++next_revision_;
    return entry;
  }

 private:
  uint64_t next_revision_;
  std::string digest_;
};

// Walks from `first` to the head of the snapshot, or until `visit` returns false; answers where it stopped.
absl::StatusOr<ChainWalk> Walk(const Snapshot& snapshot, uint64_t first, const v1::Head& trimmed,
                               absl::FunctionRef<bool(const v1::ChangeEntry&)> visit) {
  std::string digest_before = trimmed.digest();
  if (first > trimmed.revision() + 1) {
    ASSIGN_OR_RETURN(v1::ChainedEntry before, ReadEntry(snapshot, first - 1));
    digest_before = std::move(*before.mutable_digest());
  }
  ChainWalk walk(first, std::move(digest_before));
  absl::Status status;
  bool stopped = false;
  RETURN_IF_ERROR(snapshot.Scan(Family::kChanges, {.first = RevisionKey(first)},
                                [&](absl::string_view key, absl::string_view value) {
                                  const absl::StatusOr<v1::ChangeEntry> entry = walk.Step(key, value);
                                  status = entry.status();
                                  stopped = !status.ok() || !visit(*entry);
                                  return !stopped;
                                }));
  RETURN_IF_ERROR(status);
  if (!stopped && walk.next_revision() <= snapshot.revision())
    return Damaged(walk.next_revision(), "the entry is missing");
  return walk;
}

}  // namespace

absl::StatusOr<v1::Head> ReadHead(const Reader& reader, absl::string_view key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(Family::kMeta, key));
  v1::Head head;
  if (bytes.has_value() && !head.ParseFromString(*bytes))
    return MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED", absl::StrCat("row ", key, " is damaged"));
  return head;
}

std::string RevisionKey(uint64_t revision) {
  std::string key(sizeof(revision), '\0');
  for (auto byte = key.rbegin(); byte != key.rend(); ++byte, revision >>= 8) *byte = static_cast<char>(revision & 0xff);
  return key;
}

uint64_t RevisionOfKey(absl::string_view key) {
  uint64_t revision = 0;
  for (const char byte : key) revision = revision << 8 | static_cast<unsigned char>(byte);
  return revision;
}

Chained Chain(const v1::ChangeEntry& entry, absl::string_view digest_before) {
  // Written by hand, so that the entry is serialised once, where it stays.
  const size_t entry_bytes = entry.ByteSizeLong();
  const size_t header_bytes = 1 + CodedOutputStream::VarintSize64(entry_bytes);
  Chained chained;
  chained.bytes.reserve(header_bytes + entry_bytes + 2 + kSha256Bytes);
  chained.bytes.resize(header_bytes + entry_bytes);
  auto* const begin = reinterpret_cast<uint8_t*>(chained.bytes.data());
  begin[0] = static_cast<uint8_t>(kEntryTag);
  CodedOutputStream::WriteVarint64ToArray(entry_bytes, begin + 1);
  entry.SerializeWithCachedSizesToArray(begin + header_bytes);
  chained.digest = Sha256({digest_before, absl::string_view(chained.bytes).substr(header_bytes)});
  chained.bytes.push_back(kDigestTag);
  chained.bytes.push_back(static_cast<char>(kSha256Bytes));
  chained.bytes += chained.digest;
  return chained;
}

absl::Status ReadChanges(const Snapshot& snapshot, uint64_t from_revision,
                         absl::FunctionRef<bool(const v1::ChangeEntry&)> visit) {
  const uint64_t first = std::max<uint64_t>(from_revision, 1);
  ASSIGN_OR_RETURN(const v1::Head trimmed, ReadHead(snapshot, kTrimmedKey));
  if (first <= trimmed.revision()) return Expired(first, trimmed.revision() + 1);
  if (first > snapshot.revision()) return absl::OkStatus();
  return Walk(snapshot, first, trimmed, visit).status();
}

absl::Time CommitTime(const v1::ChangeEntry& entry) {
  return absl::FromUnixSeconds(entry.commit_time().seconds()) + absl::Nanoseconds(entry.commit_time().nanos());
}

// The head's own entry is never trimmed.
absl::StatusOr<absl::Time> LastCommitTime(const Snapshot& snapshot) {
  absl::Time last = absl::InfinitePast();
  if (snapshot.revision() == 0) return last;
  RETURN_IF_ERROR(ReadChanges(snapshot, snapshot.revision(), [&last](const v1::ChangeEntry& entry) {
    last = CommitTime(entry);
    return true;
  }));
  return last;
}

absl::Status VerifyChain(const Snapshot& snapshot, uint64_t entries_max) {
  ASSIGN_OR_RETURN(const v1::Head head, ReadHead(snapshot, kHeadKey));
  ASSIGN_OR_RETURN(const v1::Head trimmed, ReadHead(snapshot, kTrimmedKey));
  uint64_t first = trimmed.revision() + 1;
  if (head.revision() >= first && head.revision() - first >= entries_max) first = head.revision() - entries_max + 1;
  ASSIGN_OR_RETURN(const ChainWalk walk, Walk(snapshot, first, trimmed, [](const v1::ChangeEntry&) { return true; }));
  if (walk.next_revision() != head.revision() + 1)
    return Damaged(walk.next_revision() - 1, absl::StrCat("the head says the last one is ", head.revision()));
  if (walk.digest() != head.digest()) return Damaged(head.revision(), "the digest is not that of the head");
  return absl::OkStatus();
}

}  // namespace jiedui::store
