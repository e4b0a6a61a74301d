// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/plan_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string WorkIn(const v1::PlanProgress& progress) { return absl::StrCat("work ", progress.work()); }

v1::PlanProgress Work(int64_t work) {
  v1::PlanProgress progress;
  progress.set_work(work);
  return progress;
}

TEST(PlanJob, TellsEachMessageAndTheEndOnce) {
  PlanJob job(WorkIn);
  job.Tell(Work(1));
  job.Answer("a");
  job.End(absl::OkStatus());
  EXPECT_THAT(job.TakeMessages(), ElementsAre("work 1", "a"));
  EXPECT_THAT(job.TakeMessages(), IsEmpty());
  EXPECT_THAT(job.TakeEnd(), testing::Optional(absl::OkStatus()));
  EXPECT_FALSE(job.TakeEnd().has_value());
}

// A million steps of which nobody reads a thing.
TEST(PlanJob, WhoTakesNothingMissesProgressAndNoAnswer) {
  PlanJob job(WorkIn);
  for (int answer = 0; answer < 150; ++answer) {
    for (int step = 0; step < 1000; ++step) job.Tell(Work(1000 * answer + step));
    job.Answer(absl::StrCat("answer ", answer));
  }
  const std::vector<std::string> messages = job.TakeMessages();
  EXPECT_LE(messages.size(), 100U + 150U + 150U);
  int answers = 0;
  for (const std::string& message : messages)
    if (message == absl::StrCat("answer ", answers)) ++answers;
  EXPECT_EQ(answers, 150);
  EXPECT_EQ(messages[messages.size() - 2], "work 149999");
}

TEST(PlanJob, IsCancelledByWhoeverWaits) {
  PlanJob job(ProgressIn<v1::CreatePlanResponse>);
  EXPECT_FALSE(job.cancelled());
  job.Cancel();
  EXPECT_TRUE(job.cancelled());
  job.Tell(Work(7));
  v1::CreatePlanResponse told;
  ASSERT_TRUE(told.ParseFromString(job.TakeMessages().at(0)));
  EXPECT_EQ(told.progress().work(), 7);
}

}  // namespace
}  // namespace jiedui::scheduler
