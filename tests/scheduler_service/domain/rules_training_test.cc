// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// With a clinical course completed on the day.
Candidate Trained(const std::string& end_date) {
  Candidate candidate = AnyCandidate();
  candidate.history = {{.assignment = "pairings/yh-cx/assignments/old",
                        .course = "pairings/yh-cx/courses/old",
                        .track = v1::TRACK_CLINICAL,
                        .curriculum = "急诊",
                        .end_date = end_date,
                        .completed = true}};
  return candidate;
}

TEST(TrainedAlready, CountsTheMonthsBeforeTheFirstDay) {
  Candidate candidate = Trained("2020-10-18");
  candidate.item.requirements.set_untrained_months_min(12);
  EXPECT_EQ(Findings(candidate)[0].rule(), "TRAINED_ALREADY");
  EXPECT_EQ(Findings(candidate)[0].subject(), "pairings/yh-cx/assignments/old");
  candidate.history[0].end_date = "2020-10-17";
  EXPECT_THAT(Findings(candidate), IsEmpty());
  candidate.history[0].end_date = "2021-10-01";
  candidate.history[0].track = v1::TRACK_SECRETARIAL;
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

TEST(Prerequisite, IsCompletedBefore) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.add_prerequisite_tracks(v1::TRACK_CLINICAL);
  EXPECT_THAT(FoundBy(candidate), ElementsAre("PREREQUISITE: found no completed course of TRACK_CLINICAL, required one "
                                              "before 2021-10-18"));
  candidate.history = Trained("2021-10-17").history;
  EXPECT_THAT(Findings(candidate), IsEmpty());
  candidate.history[0].end_date = "2021-10-18";
  EXPECT_EQ(Findings(candidate).size(), 1u);
}

TEST(Exclusion, OneRunOfACurriculum) {
  Candidate candidate = Trained("2019-10-18");
  EXPECT_THAT(Findings(candidate), IsEmpty());
  candidate.item.curriculum = "急诊";
  EXPECT_EQ(Findings(candidate)[0].rule(), "EXCLUSION");
  candidate.history[0].completed = false;
  EXPECT_EQ(Findings(candidate)[0].found(), "pairings/yh-cx/courses/old of the same curriculum, to come");
  candidate.history[0].course = candidate.item.name;
  EXPECT_THAT(Findings(candidate), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
