// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/rule.h"
#include "tests/scheduler_service/candidates.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Age, FullYearsOnTheFirstDay) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.set_age_max(45);
  EXPECT_THAT(FoundBy(candidate), ElementsAre("AGE: found no birth date, required 45 or younger"));
  candidate.person.set_birth_date("1975-10-19");  // 46 on the second day
  EXPECT_THAT(FoundBy(candidate), IsEmpty());
  candidate.person.set_birth_date("1975-10-18");
  EXPECT_THAT(FoundBy(candidate), ElementsAre("AGE: found 46 years on 2021-10-18, required 45 or younger"));
  candidate.item.requirements.set_age_min(50);
  candidate.item.requirements.set_age_max(60);
  EXPECT_THAT(FoundBy(candidate), ElementsAre("AGE: found 46 years on 2021-10-18, required 50 to 60"));
}

TEST(Specialty, IsOneOfThose) {
  Candidate candidate = AnyCandidate();
  candidate.item.requirements.add_specialties("果树");
  EXPECT_THAT(FoundBy(candidate), ElementsAre("SPECIALTY: found no specialty, required 果树"));
  candidate.person.set_specialty("果树");
  EXPECT_THAT(FoundBy(candidate), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
