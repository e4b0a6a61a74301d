// SPDX-License-Identifier: Apache-2.0
// Random histories against RocksDB and the model: everything must be equal, down to the bytes. A failing run prints its
// seed; JIEDUI_SEED=seed runs it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "common/store/change_log.h"
#include "common/store/limits.h"
#include "common/store/memory/memory_store.h"
#include "common/store/table.h"
#include "tests/support/fake_clock.h"
#include "tests/support/rounds.h"
#include "tests/support/seed.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"
#include "tests/support/temp_dir.h"

namespace jiedui::store {
namespace {

using Record = v1::RowChange;  // key = id, before = a name it is found by, after = payload

const Table<Record>& Records() {
  static const auto* const table =
      new Table<Record>({.prefix = "t/",
                         .key_of = [](const Record& record) { return record.key(); },
                         .indexes = {{.prefix = "n/", .values = [](const Record& record) -> std::vector<std::string> {
                                        if (record.before().empty()) return {};
                                        return {record.before()};
                                      }}}});
  return *table;
}

struct Step {
  enum class Kind { kPut, kDelete, kMeta, kList, kTooMuch } kind;
  std::string id;
  std::string name;
  std::string payload;
};

// A command as data, so that it can be given to both stores.
struct Plan {
  std::vector<Step> steps;
  bool refuse = false;
  Command head;  // everything but decide
};

absl::StatusOr<std::string> DoStep(const Step& step, Transaction& txn) {
  std::string seen;
  switch (step.kind) {
    case Step::Kind::kPut: {
      Record record;
      record.set_key(step.id);
      record.set_before(step.name);
      record.set_after(step.payload);
      RETURN_IF_ERROR(Records().Put(txn, record));
      return seen;
    }
    case Step::Kind::kDelete:
      RETURN_IF_ERROR(Records().Delete(txn, step.id));
      return seen;
    case Step::Kind::kMeta:
      RETURN_IF_ERROR(txn.Stage(Family::kMeta, absl::StrCat("cursor/", step.id), step.payload));
      return seen;
    case Step::Kind::kList: {
      ASSIGN_OR_RETURN(const auto guard, Records().FindBytes(txn, step.id));
      RETURN_IF_ERROR(txn.ScanUnder(Records().RowKey(step.id), Family::kIndex, IndexRange("n/", step.name),
                                    [&seen](absl::string_view key, absl::string_view) {
                                      absl::StrAppend(&seen, key, ";");
                                      return seen.size() < 200;
                                    }));
      return absl::StrCat(guard.value_or("none"), seen);
    }
    case Step::Kind::kTooMuch:
      for (size_t i = 0; i <= kBytesPerCommandMax / kValueBytesMax; ++i)
        RETURN_IF_ERROR(txn.Stage(Family::kIndex, absl::StrCat("much/", i), std::string(kValueBytesMax, 'm')));
      return seen;
  }
  return seen;
}

Command ToCommand(const Plan& plan) {
  Command command = {.method = plan.head.method,
                     .actor = plan.head.actor,
                     .request_id = plan.head.request_id,
                     .fingerprint = plan.head.fingerprint,
                     .deadline = plan.head.deadline,
                     .validate_only = plan.head.validate_only,
                     .bytes = 100};
  command.decide = [steps = plan.steps, refuse = plan.refuse](Transaction& txn) -> absl::StatusOr<std::string> {
    std::string answer = absl::StrCat(txn.context().revision, " ", absl::FormatTime(txn.context().now), " ");
    for (const Step& step : steps) {
      ASSIGN_OR_RETURN(const std::string seen, DoStep(step, txn));
      answer += seen;
    }
    if (refuse) return absl::FailedPreconditionError(answer);
    // As a Create does: what it put, which stands in the change entry too. A put has seen nothing that would be lost.
    if (steps.size() == 1 && steps.front().kind == Step::Kind::kPut) return steps.front().payload;
    return answer;
  };
  return command;
}

// What a command led to, as text.
std::string ToText(const absl::StatusOr<Committed>& outcome) {
  if (!outcome.ok())  // not ToString: it shuffles the details
    return absl::StrCat(outcome.status().code(), " ", ReasonOf(outcome.status()), " ", outcome.status().message());
  return absl::StrCat("revision ", outcome->revision, " changed ", outcome->changed, " replayed ", outcome->replayed,
                      " ", outcome->answer);
}

class History {
 public:
  explicit History(uint64_t seed)
      : random_(seed), model_(NewMemoryStore(clock_)), rocks_(MustOpen(TestOptions(directory_.File("data"), clock_))) {}

  void RunSteps(int64_t count) {
    for (int64_t i = 0; i < count && !testing::Test::HasFailure(); ++i) RunStep();
    Reopen();
    CompareEverything();
  }

 private:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }
  bool OneIn(int n) { return Below(n) == 0; }

  void RunStep() {
    if (OneIn(40)) clock_.Advance(absl::Hours(Below(100)));
    if (OneIn(40)) clock_.Advance(-absl::Minutes(Below(100)));
    if (OneIn(60)) Trim();
    if (OneIn(80)) Reopen();
    if (OneIn(50)) CompareEverything();
    RunTogether(OneIn(4) ? 1 + Below(60) : 1);
  }

  // Commands sent without waiting run as one group, or several, in RocksDB, and one by one in the model.
  void RunTogether(int count) {
    Outcomes rocks;
    Outcomes model;
    std::vector<Plan> plans;
    for (int i = 0; i < count; ++i) plans.push_back(MakePlan());
    for (const Plan& plan : plans) rocks.Send(*rocks_, ToCommand(plan));
    for (const Plan& plan : plans) model.Send(*model_, ToCommand(plan));
    const auto expected = model.Wait(plans.size());
    const auto actual = rocks.Wait(plans.size());
    for (size_t i = 0; i < plans.size(); ++i) ASSERT_EQ(ToText(actual[i]), ToText(expected[i]));
    ASSERT_EQ(rocks_->Info().revision, model_->Info().revision);
  }

  Plan MakePlan() {
    Plan plan;
    const int steps = OneIn(10) ? 0 : 1 + Below(5);
    for (int i = 0; i < steps; ++i) plan.steps.push_back(MakeStep());
    plan.refuse = OneIn(5);
    plan.head.method = absl::StrCat("/m", Below(3));
    plan.head.actor = absl::StrCat("actor", Below(2));
    plan.head.validate_only = OneIn(10);
    if (OneIn(3)) {
      plan.head.request_id = absl::StrCat("request", Below(100));
      plan.head.fingerprint = absl::StrCat("f", OneIn(5));
    }
    if (OneIn(20)) plan.head.deadline = clock_.Now() - absl::Seconds(1);
    return plan;
  }

  Step MakeStep() {
    Step step;
    const int kind = Below(40);
    step.kind = kind < 18   ? Step::Kind::kPut
                : kind < 27 ? Step::Kind::kDelete
                : kind < 30 ? Step::Kind::kMeta
                : kind < 39 ? Step::Kind::kList
                            : Step::Kind::kTooMuch;
    step.id = absl::StrCat(Below(30));
    step.name = OneIn(3) ? "" : std::string(1, static_cast<char>(Below(4)));
    step.payload =
        std::string(static_cast<size_t>(OneIn(30) ? Below(50'000) : Below(50)), static_cast<char>(Below(256)));
    return step;
  }

  void Trim() {
    const absl::Time now = clock_.Now() + absl::Hours(Below(400));
    ASSERT_THAT(model_->Trim(now), IsOk());
    ASSERT_THAT(rocks_->Trim(now), IsOk());
    ASSERT_EQ(rocks_->Info().oldest_revision, model_->Info().oldest_revision);
  }

  void Reopen() {
    const StoreInfo before = rocks_->Info();
    rocks_.reset();
    rocks_ = MustOpen(TestOptions(directory_.File("data"), clock_));
    ASSERT_NE(rocks_, nullptr);
    EXPECT_EQ(rocks_->Info().incarnation, before.incarnation);
    EXPECT_EQ(rocks_->Info().token_key, before.token_key);
    EXPECT_EQ(rocks_->Info().revision, before.revision);
    EXPECT_EQ(rocks_->Info().oldest_revision, before.oldest_revision);
  }

  void CompareEverything() {
    for (int i = 0; i < kFamilyCount; ++i) {
      const auto family = static_cast<Family>(i);
      Rows rocks = RowsOf(*rocks_, family);
      rocks.erase("store/identity");  // the model has no need of it
      ASSERT_EQ(rocks, RowsOf(*model_, family)) << "family " << i;
    }
    const auto snapshot = rocks_->NewSnapshot(ReadTier::kDisk);
    ASSERT_THAT(VerifyChain(*snapshot), IsOk());
    CheckIndex(*snapshot);
    ReplayChanges(*snapshot);
    ASSERT_EQ(replayed_, RowsOf(*snapshot, Family::kRows));
  }

  // The index is exactly what the rows call for.
  static void CheckIndex(const Snapshot& snapshot) {
    Rows expected;
    for (const auto& [row_key, bytes] : RowsOf(snapshot, Family::kRows)) {
      const std::string key = row_key.substr(Records().prefix().size());
      const auto record = Records().Decode(key, bytes);
      ASSERT_THAT(record, IsOk());
      for (const std::string& index_key : Records().IndexKeys(key, *record)) expected[index_key] = "";
    }
    ASSERT_EQ(RowsOf(snapshot, Family::kIndex), expected);
  }

  // From empty; what was trimmed since the last time is taken over from the rows of then. Trim leaves no hole that is
  // not reported.
  void ReplayChanges(const Snapshot& snapshot) {
    const absl::Status status = ReadChanges(snapshot, replayed_to_ + 1, [this](const v1::ChangeEntry& entry) {
      for (const v1::RowChange& change : entry.changes()) {
        EXPECT_EQ(change.before(), replayed_.contains(change.key()) ? replayed_.at(change.key()) : "");
        if (change.after().empty())
          replayed_.erase(change.key());
        else
          replayed_[change.key()] = change.after();
      }
      return true;
    });
    if (ReasonOf(status) == "RESUME_REVISION_EXPIRED")
      replayed_ = RowsOf(snapshot, Family::kRows);
    else
      ASSERT_THAT(status, IsOk());
    replayed_to_ = snapshot.revision();
  }

  std::mt19937_64 random_;
  TempDir directory_;
  FakeClock clock_;
  std::unique_ptr<Store> model_;
  std::unique_ptr<Store> rocks_;
  Rows replayed_;
  uint64_t replayed_to_ = 0;
};

std::vector<uint64_t> Seeds() {
  if (const std::optional<uint64_t> given = GivenSeed()) return {*given};
  return {20211115, SomeSeed(), SomeSeed()};
}

TEST(RandomHistories, RocksEqualsTheModel) {
  for (const uint64_t seed : Seeds()) {
    SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed));
    History(seed).RunSteps(Rounds(1'500));
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace jiedui::store
