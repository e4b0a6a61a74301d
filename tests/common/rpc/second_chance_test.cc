// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/second_chance.h"

#include <optional>

#include "common/base/errors.h"
#include "gtest/gtest.h"

namespace jiedui::rpc {
namespace {

using Then = absl::AnyInvocable<void(absl::Status)>;

struct Answer {
  std::optional<absl::Status> status;
  int times = 0;
  Then Taker() {
    return [this](absl::Status given) {
      status = std::move(given);
      ++times;
    };
  }
};

TEST(Offer, RecoveryThatDeclinesDropsThen) {
  SecondChances chances;
  Answer answer;
  const auto declines = [](const absl::Status&, const CallInfo&, Then) { return false; };
  EXPECT_FALSE(chances.Offer(declines, absl::NotFoundError("x"), {}, answer.Taker()));
  EXPECT_EQ(answer.times, 0);
}

TEST(Offer, RecoveryMayAnswerAtOnce) {
  SecondChances chances;
  Answer answer;
  const auto at_once = [](const absl::Status&, const CallInfo&, Then then) {
    then(absl::OkStatus());
    return true;
  };
  EXPECT_TRUE(chances.Offer(at_once, absl::NotFoundError("x"), {}, answer.Taker()));
  EXPECT_EQ(answer.status, absl::OkStatus());
}

TEST(Offer, RecoverySeesRefusalAndCall) {
  SecondChances chances;
  Answer answer;
  const auto looks = [](const absl::Status& refusal, const CallInfo& call, Then) {
    EXPECT_EQ(refusal, absl::NotFoundError("x"));
    EXPECT_EQ(call.method, "/a.B/C");
    return false;
  };
  EXPECT_FALSE(chances.Offer(looks, absl::NotFoundError("x"), {.method = "/a.B/C"}, answer.Taker()));
}

TEST(CutAll, AnswersThoseThatWaitAndOnlyOnce) {
  SecondChances chances;
  Answer answer;
  Then late;
  const auto waits = [&](const absl::Status&, const CallInfo&, Then then) {
    late = std::move(then);
    return true;
  };
  EXPECT_TRUE(chances.Offer(waits, absl::NotFoundError("x"), {}, answer.Taker()));
  chances.CutAll();
  ASSERT_TRUE(answer.status.has_value());
  EXPECT_EQ(ReasonOf(*answer.status), "SHUTTING_DOWN");
  late(absl::OkStatus());
  EXPECT_EQ(answer.times, 1);
}

// Also a call that demands a revision, which is offered with an OK refusal: it must not run without it.
TEST(CutAll, AnswersWhatComesLater) {
  SecondChances chances;
  chances.CutAll();
  EXPECT_TRUE(chances.cut());
  const auto at_once = [](const absl::Status&, const CallInfo&, Then then) {
    then(absl::OkStatus());
    return true;
  };
  for (const absl::Status& refusal : {absl::NotFoundError("x"), absl::OkStatus()}) {
    Answer answer;
    EXPECT_TRUE(chances.Offer(at_once, refusal, {}, answer.Taker()));
    ASSERT_EQ(answer.times, 1);
    EXPECT_EQ(ReasonOf(*answer.status), "SHUTTING_DOWN");
  }
}

TEST(CutAll, LeavesTheRefusalOfWhatRecoveryDeclines) {
  SecondChances chances;
  chances.CutAll();
  Answer answer;
  const auto declines = [](const absl::Status&, const CallInfo&, Then) { return false; };
  EXPECT_FALSE(chances.Offer(declines, absl::NotFoundError("x"), {}, answer.Taker()));
  EXPECT_EQ(answer.times, 0);
}

TEST(SecondChances, RecoveryMayAnswerAfterTheyAreGone) {
  Answer answer;
  Then late;
  {
    SecondChances chances;
    const auto waits = [&](const absl::Status&, const CallInfo&, Then then) {
      late = std::move(then);
      return true;
    };
    EXPECT_TRUE(chances.Offer(waits, absl::NotFoundError("x"), {}, answer.Taker()));
    chances.CutAll();
  }
  late(absl::OkStatus());
  EXPECT_EQ(answer.times, 1);
}

}  // namespace
}  // namespace jiedui::rpc
