// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/catch_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "common/rpc/channel.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/directory/follower.h"
#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/fake_registry.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::StatusCode kUnavailable = absl::StatusCode::kUnavailable;

absl::Status Unknown() { return ResourceNotFound("jiedui.registry.v1.Person", "persons/new", "PERSON_UNKNOWN"); }

class Recover : public testing::Test {
 protected:
  Recover() {
    follower_.Start();
    EXPECT_TRUE(Eventually([this] { return progress_.contact().synced; }));
  }
  ~Recover() override {
    registry_.HoldStatus(false);
    catch_up_.Stop();
    follower_.Stop();
  }

  // Asks with a deadline; the answer appears in answers().
  void Ask(absl::Duration timeout) {
    const rpc::CallInfo call{.method = "/m", .actor = "a", .deadline = time_.Now() + timeout};
    EXPECT_TRUE(catch_up_.Recover(Unknown(), call, [this](const absl::Status& status) {
      MutexLock lock(mutex_);
      answers_.push_back(status);
    }));
  }
  std::vector<absl::Status> answers() {
    MutexLock lock(mutex_);
    return answers_;
  }
  // The first answer.
  absl::Status Answer() {
    if (!Eventually([this] { return !answers().empty(); })) return absl::UnknownError("no answer");
    return answers().front();
  }

  SystemClock clock_;
  FakeRegistry registry_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
  DirectoryProgress progress_;
  Follower follower_{rpc::NewChannel(registry_.address()), *store_, tables_, clock_, progress_};
  FakeClock time_;  // of those who wait
  CatchUp catch_up_{rpc::NewChannel(registry_.address()), time_, progress_, [this] { follower_.Nudge(); }};
  Mutex mutex_;
  std::vector<absl::Status> answers_ ABSL_GUARDED_BY(mutex_);
};

TEST_F(Recover, OtherRefusalsAreNotItsMatter) {
  const rpc::CallInfo call{.method = "/m", .actor = "a", .deadline = absl::InfiniteFuture()};
  EXPECT_FALSE(catch_up_.Recover(absl::AbortedError("x"), call, [](const absl::Status&) {}));
  EXPECT_FALSE(
      catch_up_.Recover(RulesFailed("RULES_FAILED", {{"NO_SEAT", "s", "d"}}), call, [](const absl::Status&) {}));
  EXPECT_EQ(registry_.status_calls(), 0);
}

TEST_F(Recover, ADemandedRevisionIsWaitedFor) {
  rpc::CallInfo call{.method = "/m", .actor = "a", .deadline = time_.Now() + absl::Seconds(20)};
  const auto demand = [&](uint64_t revision) {
    call.wanted_revision = absl::StrCat(revision);
    return catch_up_.Recover(absl::OkStatus(), call, [this](const absl::Status& status) {
      MutexLock lock(mutex_);
      answers_.push_back(status);
    });
  };
  const uint64_t there = registry_.Put(VillageDoctor("zhao"));
  ASSERT_TRUE(Eventually([&] { return progress_.HasReached("", there); }));
  EXPECT_FALSE(demand(there)) << "nothing to wait for";
  EXPECT_TRUE(demand(there + 1));
  EXPECT_TRUE(answers().empty());
  registry_.Put(VillageDoctor("qian"));
  EXPECT_THAT(Answer(), IsOk());
  EXPECT_EQ(registry_.status_calls(), 0);
}

TEST_F(Recover, ADemandThatIsNotMetInTimeIsRefused) {
  registry_.Stop();
  rpc::CallInfo call{.method = "/m", .actor = "a", .deadline = time_.Now() + absl::Milliseconds(300)};
  const auto keep = [this](const absl::Status& status) {
    MutexLock lock(mutex_);
    answers_.push_back(status);
  };
  call.wanted_revision = "99";
  EXPECT_TRUE(catch_up_.Recover(absl::OkStatus(), call, keep));
  EXPECT_TRUE(answers().empty());
  time_.Set(call.deadline - kDeadlineMargin);
  EXPECT_THAT(Answer(), FailsWith(kUnavailable, "REGISTRY_UNAVAILABLE"));
  call.wanted_revision = "soon";
  EXPECT_TRUE(catch_up_.Recover(absl::OkStatus(), call, keep));
  EXPECT_THAT(answers().back(), FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
}

TEST_F(Recover, ACopyThatIsUpToDateIsSaidAtOnce) {
  Ask(absl::Seconds(10));
  EXPECT_THAT(Answer(), IsOk());
}

TEST_F(Recover, WaitsUntilTheCopyIsAsFarAsTheRegistryWas) {
  registry_.HoldFeed(true);
  registry_.Put(VillageDoctor("new"));
  Ask(absl::Seconds(20));
  ASSERT_TRUE(Eventually([this] { return registry_.status_calls() == 1; }));
  EXPECT_TRUE(answers().empty());
  registry_.HoldFeed(false);
  EXPECT_THAT(Answer(), IsOk());
  EXPECT_TRUE(progress_.HasReached("registry-1", 1));
}

TEST_F(Recover, ARegistryThatRefusesConnectionsIsSaidLongBeforeTheDeadline) {
  registry_.Stop();
  Ask(absl::Seconds(30));
  EXPECT_TRUE(answers().empty());
  time_.Advance(kRegistryAnswerMax);
  const absl::Status answer = Answer();
  EXPECT_THAT(answer, FailsWith(kUnavailable, "REGISTRY_UNAVAILABLE"));
  EXPECT_THAT(answer,
              StatusIs(kUnavailable, testing::StartsWith("persons/new is not in the directory, and the registry "
                                                         "does not answer (")));
}

TEST_F(Recover, ARegistryThatIsSilentIsSaidBeforeTheDeadline) {
  registry_.HoldStatus(true);
  Ask(absl::Milliseconds(600));
  ASSERT_TRUE(Eventually([this] { return registry_.status_calls() > 0; }));
  EXPECT_TRUE(answers().empty());
  time_.Advance(absl::Milliseconds(600) - kDeadlineMargin);
  EXPECT_THAT(Answer(), FailsWith(kUnavailable, "REGISTRY_UNAVAILABLE"));
}

TEST_F(Recover, ACopyThatStaysBehindIsSaidBeforeTheDeadline) {
  registry_.HoldFeed(true);
  registry_.Put(VillageDoctor("new"));
  Ask(absl::Milliseconds(600));
  ASSERT_TRUE(Eventually([this] { return registry_.status_calls() > 0; }));
  EXPECT_TRUE(answers().empty());
  time_.Advance(absl::Milliseconds(600) - kDeadlineMargin);
  EXPECT_THAT(Answer(), FailsWith(kUnavailable, "REGISTRY_UNAVAILABLE"));
}

TEST_F(Recover, OneShortDeadlineDoesNotCutTheOthersShort) {
  registry_.HoldStatus(true);
  Ask(absl::Milliseconds(300));
  Ask(absl::Seconds(20));
  time_.Advance(absl::Milliseconds(300) - kDeadlineMargin);
  EXPECT_THAT(Answer(), FailsWith(kUnavailable, "REGISTRY_UNAVAILABLE"));
  registry_.HoldStatus(false);
  ASSERT_TRUE(Eventually([this] { return answers().size() == 2; }));
  EXPECT_THAT(answers()[1], IsOk());
}

TEST_F(Recover, ManyTogetherAskTogether) {
  registry_.HoldStatus(true);
  for (int i = 0; i < 500; ++i) Ask(absl::Seconds(20));
  registry_.HoldStatus(false);
  ASSERT_TRUE(Eventually([this] { return answers().size() == 500; }));
  EXPECT_LE(registry_.status_calls(), 5);
}

TEST_F(Recover, TooManyAreToldSo) {
  registry_.HoldStatus(true);
  for (size_t i = 0; i < kWaitingMax; ++i) Ask(absl::Seconds(20));
  EXPECT_TRUE(answers().empty());
  Ask(absl::Seconds(20));
  EXPECT_THAT(Answer(), FailsWith(absl::StatusCode::kResourceExhausted, "OVERLOADED"));
}

TEST_F(Recover, StoppingAnswersWhoeverWaits) {
  registry_.HoldStatus(true);
  Ask(absl::Seconds(20));
  ASSERT_TRUE(Eventually([this] { return registry_.status_calls() == 1; }));
  Ask(absl::Seconds(20));
  catch_up_.Stop();
  Ask(absl::Seconds(20));
  ASSERT_EQ(answers().size(), 3u);
  EXPECT_THAT(answers()[0], FailsWith(kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(answers()[1], FailsWith(kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(answers()[2], FailsWith(kUnavailable, "SHUTTING_DOWN"));
}

TEST_F(Recover, ARegistryThatIsBackIsFoundWithoutWaitingForTheFollower) {
  registry_.Stop();
  ASSERT_TRUE(Eventually([this] { return !progress_.contact().synced; }));
  registry_.Put(VillageDoctor("new"));
  registry_.Start();
  // Until the channel is back, answers are refusals; then one is OK.
  ASSERT_TRUE(Eventually([this] {
    const size_t before = answers().size();
    Ask(absl::Seconds(8));
    return Eventually([&] { return answers().size() > before; }) && answers().back().ok();
  }));
  EXPECT_TRUE(progress_.HasReached("registry-1", 1));
}

}  // namespace
}  // namespace jiedui::scheduler
