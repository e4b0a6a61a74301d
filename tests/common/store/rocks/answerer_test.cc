// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/answerer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::store {
namespace {

using testing::ElementsAre;

Answer Saying(std::vector<std::string>& said, std::string answer) {
  return {.done = [&said](absl::StatusOr<Committed> outcome) { said.push_back(outcome->answer); },
          .outcome = Committed{.answer = std::move(answer)}};
}

std::vector<Answer> One(Answer answer) {
  std::vector<Answer> answers;
  answers.push_back(std::move(answer));
  return answers;
}

TEST(Answerer, AnswersInOrderAndThenCallsAfter) {
  std::vector<std::string> said;
  {
    Answerer answerer;
    std::vector<Answer> group;
    group.push_back(Saying(said, "1"));
    group.push_back(Saying(said, "2"));
    answerer.Post(std::move(group), [&] { said.push_back("after"); });
    answerer.PostRefusal(Saying(said, "3"));
    answerer.Post(One(Saying(said, "4")), {});
  }
  EXPECT_THAT(said, ElementsAre("1", "2", "after", "3", "4"));
}

TEST(Answerer, FlushReturnsWhenAllIsAnswered) {
  std::vector<std::string> said;
  Answerer answerer;
  answerer.Flush();
  for (int i = 0; i < 1000; ++i) answerer.Post(One(Saying(said, "x")), {});
  answerer.Flush();
  EXPECT_EQ(said.size(), 1000u);
}

TEST(Answerer, AnswerMayPostARefusal) {
  std::vector<std::string> said;
  {
    Answerer answerer;
    answerer.Post(One({.done = [&](absl::StatusOr<Committed>) { answerer.PostRefusal(Saying(said, "refused")); },
                       .outcome = absl::AbortedError("")}),
                  {});
    answerer.Flush();
  }
  EXPECT_THAT(said, ElementsAre("refused"));
}

TEST(Answerer, PostWaitsForSlowAnswersAndRefusalsDoNot) {
  Mutex mutex;
  CondVar opened;
  bool open = false;
  std::atomic<int> posted = 0;
  Answerer answerer;
  const auto slow = [&] {
    return Answer{.done =
                      [&](absl::StatusOr<Committed>) {
                        MutexLock lock(mutex);
                        while (!open) opened.Wait(mutex);
                      },
                  .outcome = absl::AbortedError("")};
  };
  std::thread poster([&] {
    for (int i = 0; i < 100; ++i) {
      answerer.Post(One(slow()), {});
      ++posted;
    }
  });
  for (int i = 0; i < 1000; ++i) answerer.PostRefusal(slow());
  EXPECT_LT(posted, 10);
  {
    MutexLock lock(mutex);
    open = true;
    opened.NotifyAll();
  }
  poster.join();
  answerer.Flush();
  EXPECT_EQ(posted, 100);
}

}  // namespace
}  // namespace jiedui::store
