// SPDX-License-Identifier: Apache-2.0
// Where the requests of a pair go, as they are made: in which file of the pair each belongs. The numbers are the order
// of loading.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace jiedui::demo {

enum class LoadStep {
  kOrganizations,
  kPersons,
  kOrganizationPairs,
  kPairings,
  kCourses,
  kPostings,
  kSeats,
  kClose,
  kPostpone,
  kCancel,
  kStart,
  kExtend,
  kBeginnings,
  kAttendance,
  kEndings,
  kEnd,
  kOutcomes,
  kLeaves,
};
inline constexpr int kLoadSteps = 18;

// "07-scheduler.AssignmentService.ApplyAssignmentCommands"
absl::string_view FileNameOf(LoadStep step);

class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void Put(LoadStep step, const google::protobuf::Message& request) = 0;
  // Everything so far may be loaded, in the order of the steps, before anything that comes: whoever keeps requests need
  // not keep them any longer.
  virtual void EndPart() {}
};

// Keeps the requests, for loading.
class MemorySink final : public RowSink {
 public:
  using Requests = std::vector<std::unique_ptr<google::protobuf::Message>>;

  void Put(LoadStep step, const google::protobuf::Message& request) override {
    auto& copy = requests_[step].emplace_back(request.New());
    copy->CopyFrom(request);
  }
  // In the order of loading.
  std::map<LoadStep, Requests>& requests() { return requests_; }

 private:
  std::map<LoadStep, Requests> requests_;
};

}  // namespace jiedui::demo
