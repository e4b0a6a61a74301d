// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/change_feed.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "google/protobuf/descriptor.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::RepeatedField;

absl::Status OutOfRange(absl::string_view reason, absl::string_view problem, const store::StoreInfo& info) {
  return MakeError(
      absl::StatusCode::kOutOfRange, reason, absl::StrCat(problem, "; start again from revision 0"),
      {{"oldest_revision", absl::StrCat(info.oldest_revision)}, {"revision", absl::StrCat(info.revision)}});
}

absl::Status CheckRevision(uint64_t from, const store::StoreInfo& info) {
  if (from == 0) return absl::OkStatus();
  if (from < info.oldest_revision)
    return OutOfRange("RESUME_REVISION_EXPIRED",
                      absl::StrCat("revision ", from, " is no longer kept, the oldest is ", info.oldest_revision),
                      info);
  if (from > info.revision + 1)
    return OutOfRange("RESUME_REVISION_AHEAD",
                      absl::StrCat("revision ", from, " lies beyond the next one, ", info.revision + 1), info);
  return absl::OkStatus();
}

}  // namespace

bool IsStepFull(int items, size_t bytes) { return items >= kFeedItemsPerStepMax || bytes >= kFeedBytesPerStepMax; }

// A wall clock that jumped back must not silence the heartbeat.
absl::Duration UntilHeartbeat(absl::Time last_sent, absl::Time now) {
  const absl::Duration silence = now - last_sent;
  return silence < absl::ZeroDuration() ? absl::ZeroDuration()
                                        : std::max(kFeedHeartbeat - silence, absl::ZeroDuration());
}

absl::Status CheckTypes(const RepeatedField<int>& types) {
  for (int i = 0; i < types.size(); ++i)
    if (types[i] == 0)
      return InvalidField(absl::StrCat("types[", i, "]"), "is not said; leave the list empty for all types");
  return absl::OkStatus();
}

std::vector<FeedType> WantedTypes(std::vector<FeedType> all, const RepeatedField<int>& types) {
  if (types.empty()) return all;
  std::erase_if(
      all, [&types](const FeedType& type) { return std::find(types.begin(), types.end(), type.type) == types.end(); });
  return all;
}

const FeedType* TypeOfRow(absl::string_view row_key, const std::vector<FeedType>& types) {
  const auto found = std::find_if(types.begin(), types.end(), [row_key](const FeedType& type) {
    return absl::StartsWith(row_key, type.row_prefix);
  });
  return found == types.end() ? nullptr : &*found;
}

absl::Status CheckResume(uint64_t from_revision, absl::string_view incarnation, const store::StoreInfo& info) {
  if (!incarnation.empty() && incarnation != info.incarnation)
    return MakeError(absl::StatusCode::kFailedPrecondition, "INCARNATION_MISMATCH",
                     "this is not the store that was read before; start again from revision 0",
                     {{"incarnation", info.incarnation}});
  return CheckRevision(from_revision, info);
}

std::string NameOfResource(const Message& state) {
  std::vector<const FieldDescriptor*> set;
  state.GetReflection()->ListFields(state, &set);
  if (set.empty()) return "";
  const Message& resource = state.GetReflection()->GetMessage(state, set.front());
  return resource.GetReflection()->GetString(resource, resource.GetDescriptor()->FindFieldByName("name"));
}

}  // namespace jiedui::rpc
