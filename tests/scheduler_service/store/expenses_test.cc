// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/expenses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/store/edition_world.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoredExpenses : public EditionWorld {
 protected:
  void PutMoney(const std::string& course, const std::vector<std::string>& persons) {
    storage::v1::CourseExpenseRecord record;
    record.mutable_expense()->set_name(absl::StrCat(kPairing, "/courses/", course, "/expense"));
    for (const std::string& person : persons) record.mutable_expense()->add_claims()->set_person("persons/" + person);
    Write([&](store::Transaction& txn) { return tables_.expenses.Put(txn, record); });
  }
  void CopyRun(const std::string& id, const std::string& first_day) {
    auto record = *tables_.courses.Find(*Now(), "yh-cx/run");
    record->mutable_course()->set_name(absl::StrCat(kPairing, "/courses/", id));
    record->mutable_course()->set_start_date(first_day);
    Write([&](store::Transaction& txn) { return tables_.courses.Put(txn, *record); });
  }
  std::vector<std::string> Claims() {
    const auto facts = GatherExpense(tables_, *Now(), kRun);
    EXPECT_THAT(facts, IsOk());
    std::vector<std::string> claims;
    if (!facts.ok()) return claims;
    for (const PersonClaim& claim : facts->claims)
      claims.push_back(absl::StrCat(claim.person.substr(8), "@", claim.course.substr(claim.course.rfind('/') + 1)));
    return claims;
  }
};

TEST_F(StoredExpenses, CountWhoCheckedIn) {
  PutMoney("run", {});
  ASSERT_THAT(CheckInOn("p0"), IsOk());
  ASSERT_THAT(CheckInOn("p1"), IsOk());
  const auto facts = GatherExpense(tables_, *Now(), kRun);
  ASSERT_THAT(facts, IsOk());
  EXPECT_EQ(facts->checked_in, 2);
  EXPECT_EQ(facts->course.name(), kRun);
  EXPECT_THAT(facts->claims, IsEmpty());
}

TEST_F(StoredExpenses, TellWhatElseWasClaimedForTheirPeople) {
  CopyRun("spring", "2021-03-01");
  CopyRun("before", "2020-03-01");
  PutMoney("run", {"p0", "p1"});
  PutMoney("spring", {"p1", "p2"});
  PutMoney("before", {"p0"});
  EXPECT_THAT(Claims(), ElementsAre("p0@run", "p1@run", "p1@spring"));
  auto merged = VillageDoctor("p2");
  merged.set_merged_into("persons/p0");
  Write([&](store::Transaction& txn) { return PutPerson(tables_, txn, merged); });
  EXPECT_THAT(Claims(), ElementsAre("p0@run", "p1@run", "p1@spring", "p0@spring"));
}

TEST_F(StoredExpenses, NeedACourseAndItsMoney) {
  EXPECT_THAT(GatherExpense(tables_, *Now(), kRun), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(GatherExpense(tables_, *Now(), "pairings/yh-cx/courses/none"),
              FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace jiedui::scheduler
