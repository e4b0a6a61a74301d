// SPDX-License-Identifier: Apache-2.0
// A random history: a few courses and postings with quotas, ceilings and floors, on days that overlap, a few dozen
// people of several divisions, and every verb there is, through the handlers of the services; the registry says this
// and that of its people, and time goes by.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/service.h"
#include "common/store/store.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/scheduler/v1/assignment_steps.pb.h"
#include "scheduler_service/rpc/parts.h"
#include "tests/scheduler_service/history/waiting_oracle.h"
#include "tests/support/fake_clock.h"

namespace jiedui::scheduler {

class History {
 public:
  // `whole`: over the store of the tests, with its change log.
  History(uint64_t seed, bool whole);

  // What is wrong, with the last commands; empty = nothing.
  std::string Run(int steps);

  int changed() const { return changed_; }
  const WaitingOracle& oracle() const { return oracle_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  bool Chance(int percent) { return Pick(100) < percent; }
  std::string Anybody();
  std::string Anyplace();
  std::string Story() const;

  void Create();
  void CreateItems(store::Transaction& txn);
  void Step();
  void StepPerson(int choice);
  void StepPlace(int choice);
  void StepTime();
  void StepRegistry();
  void StepLeave();
  void MoveOrganization();
  void Hear(const registry::v1::ResourceState& state);
  void MergeOrUndo(registry::v1::Person& person);
  void FollowLog();
  std::string Findings();

  // Runs an RPC as the service would.
  template <typename Request>
  void Call(const rpc::Service& service, const std::string& method, Request request);
  // A step of an assignment in one of these states, mostly; on its first or last day, mostly.
  template <typename Request>
  void Move(const std::string& method, const std::vector<v1::Assignment::State>& states);
  template <typename Request>
  void Ask(const std::string& method);
  std::string Some(const std::vector<v1::Assignment::State>& states);
  void Review();
  void ConfirmGivingUp();
  void Replace();
  void Allocate(const std::string& course);
  void UpdateCourse(const std::string& name);
  void UpdatePosting(const std::string& name);

  std::mt19937_64 random_;
  const bool whole_;
  FakeClock clock_;
  Tables tables_;
  DirectoryProgress progress_;
  const ServiceParts parts_{.tables = tables_, .clock = clock_, .progress = progress_, .recovery = nullptr};
  WaitingOracle oracle_;
  std::unique_ptr<store::Store> store_;
  rpc::Service assignments_;
  rpc::Service courses_;
  rpc::Service postings_;
  std::vector<std::string> story_;
  int names_ = 0;
  int changed_ = 0;
  WaitingOracle::Step step_;
  std::map<std::string, registry::v1::Person> registry_;
  uint64_t next_revision_ = 1;  // of the log, to be followed
};

template <typename Request>
void History::Call(const rpc::Service& service, const std::string& method, Request request) {
  story_.push_back(absl::StrCat(method, " ", request.ShortDebugString()));
  if (story_.size() > 400) story_.erase(story_.begin());
  auto step = service.writes().at(method).prepare(request, {.method = method, .actor = "anonymous", .deadline = {}});
  if (!step.ok()) return;
  store::Command command{.method = method, .actor = "anonymous", .decide = *std::move(step)};
  const auto committed = store::MutateAndWait(*store_, std::move(command));
  changed_ += committed.ok() && committed->changed;
  story_.back() = absl::StrCat(committed.ok() ? "    ok " : "refused ", story_.back());
  if (!committed.ok() && !absl::IsFailedPrecondition(committed.status()) &&
      !(absl::IsAlreadyExists(committed.status()) && method == "RecordLeave") &&
      !absl::IsInvalidArgument(committed.status()) && !absl::IsNotFound(committed.status()))
    ADD_FAILURE() << method << ": " << committed.status() << "\n" << Story();
}

}  // namespace jiedui::scheduler
