// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/suggest_candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/scheduler_service/demand_server.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using registry::v1::TITLE_LEVEL_ASSISTANT;
using registry::v1::TITLE_LEVEL_ASSOCIATE_SENIOR;
using registry::v1::TITLE_LEVEL_INTERMEDIATE;
using registry::v1::TITLE_LEVEL_SENIOR;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class SuggestCandidatesTest : public DemandServer {
 protected:
  // U24: two who fit, and whoever does not for one reason each.
  void RegisterExperts() {
    Register({Agronomist("wang", "果树", TITLE_LEVEL_ASSOCIATE_SENIOR),
              Agronomist("li", "果树", TITLE_LEVEL_INTERMEDIATE), Agronomist("busy", "果树", TITLE_LEVEL_SENIOR),
              Agronomist("junior", "果树", TITLE_LEVEL_ASSISTANT), Agronomist("leave", "果树", TITLE_LEVEL_SENIOR),
              Agronomist("pig", "畜牧", TITLE_LEVEL_SENIOR)});
    v1::Posting last_day = Stationed();
    last_day.set_name("pairings/yh-cx/postings/last-day");
    last_day.set_start_date("2021-10-31");
    last_day.set_end_date("2021-11-30");
    ASSERT_THAT(Create(last_day), IsOk());
    ASSERT_THAT(Assign("b", "busy", "postings/last-day"), IsOk());
    v1::RecordLeaveRequest leave;
    leave.set_parent("persons/leave");
    *leave.mutable_leave() =
        FromText<v1::Leave>("start_date: '2021-09-10' end_date: '2021-09-12' kind: KIND_SICK reason: '病假'");
    ASSERT_THAT(Invoke(*assignments_, &Assignments::RecordLeave, leave), IsOk());
    ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  }
  // All pages, persons only.
  std::vector<std::string> Walked(const std::string& item, int page_size) {
    std::vector<std::string> persons;
    v1::SuggestCandidatesRequest request;
    request.set_item("pairings/yh-cx/" + item);
    request.set_page_size(page_size);
    do {
      const auto page = Invoke(*demands_, &Demands::SuggestCandidates, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_LE(page->candidates_size(), page_size);
      for (const auto& suggestion : page->candidates()) persons.push_back(suggestion.person().substr(8));
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return persons;
  }
};

TEST_F(SuggestCandidatesTest, OnlyWhoIsFreeOnAllDaysRanked) {
  RegisterExperts();
  const uint64_t before = Status().revision();
  const auto answer = Suggest("demands/kiwi");
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(Suggested("demands/kiwi"), ElementsAre("wang", "li"));
  EXPECT_EQ(answer->next_page_token(), "");
  EXPECT_EQ(answer->persons_examined(), 5) << "of another specialty nobody is looked at";
  EXPECT_THAT(LeftOut(*answer), ElementsAre("DOUBLE_BOOKING 1 1", "LEAVE_DURING_POSTING 1 1", "TITLE_LEVEL 1 1"));
  const v1::CandidateSuggestion& best = answer->candidates(0);
  EXPECT_EQ(best.person_display_name(), "示范wang");
  EXPECT_EQ(best.organization(), "organizations/yh-agriculture");
  EXPECT_EQ(best.reasons(1).code(), v1::SuggestionReason::CODE_TITLE_LEVEL);
  EXPECT_EQ(best.reasons(1).value(), "TITLE_LEVEL_ASSOCIATE_SENIOR");
  EXPECT_EQ(best.reasons(3).number(), 61);
  EXPECT_EQ(answer->registry_revision(), Status().directory().revision());
  EXPECT_EQ(Status().revision(), before) << "nothing is written";
}

// A part-time posting clashes with nothing, but whoever is suggested is free.
TEST_F(SuggestCandidatesTest, AlsoForAPartTimePosting) {
  RegisterExperts();
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/part");
  posting.set_category(v1::Posting::CATEGORY_AGRONOMIST);
  posting.set_kind(v1::Posting::KIND_SUPPORT);
  posting.set_intensity(v1::INTENSITY_PART_TIME);
  posting.set_start_date("2021-09-01");
  posting.set_end_date("2021-10-31");
  ASSERT_THAT(Create(posting), IsOk());
  const auto suggested = Suggested("postings/part");
  for (const char* person : {"busy", "leave"}) EXPECT_THAT(suggested, testing::Not(testing::Contains(person)));
  EXPECT_THAT(suggested, testing::Contains("wang"));
}

// Whoever has the place is no double booking of it.
TEST_F(SuggestCandidatesTest, WhoHasThePlaceIsLeftOutForThatAlone) {
  RegisterExperts();
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1", "initial_state: STATE_ON_POST"), IsOk());
  ASSERT_THAT(Assign("w", "wang", "postings/kiwi-1"), IsOk());
  const auto answer = Suggest("postings/kiwi-1");
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(LeftOut(*answer), testing::Contains("ALREADY_ASSIGNED 1 1"));
  EXPECT_THAT(LeftOut(*answer), testing::Contains("DOUBLE_BOOKING 1 1"));
}

// U24, to its end.
TEST_F(SuggestCandidatesTest, FromDemandToPostingAndBack) {
  RegisterExperts();
  EXPECT_EQ(Unmet("2021-08-20")->fields(0).unmet_headcount(), 1);
  ASSERT_THAT(Fulfill("kiwi", "kiwi-1"), IsOk());
  EXPECT_EQ(Unmet("2021-08-20")->fields(0).unmet_headcount(), 0);
  EXPECT_THAT(Suggested("postings/kiwi-1"), ElementsAre("wang", "li"));
  ASSERT_THAT(Nominate("w", "wang", "postings/kiwi-1"), IsOk());
  EXPECT_THAT(Suggested("demands/kiwi"), ElementsAre("li"));
  EXPECT_THAT(LeftOut(*Suggest("postings/kiwi-1")),
              ElementsAre("ALREADY_ASSIGNED 1 1", "DOUBLE_BOOKING 1 1", "LEAVE_DURING_POSTING 1 1", "TITLE_LEVEL 1 1"));
  ASSERT_THAT(CancelPosting("kiwi-1"), IsOk());
  EXPECT_EQ(Unmet("2021-08-20")->fields(0).unmet_headcount(), 1);
  EXPECT_THAT(Suggested("demands/kiwi"), ElementsAre("wang", "li"));
  ASSERT_THAT(Withdraw("kiwi"), IsOk());
  EXPECT_EQ(Unmet("2021-08-20")->total().demands(), 0);
}

// Of two who are alike, whoever has been away less.
TEST_F(SuggestCandidatesTest, WhoWasAwayLessComesFirst) {
  Register({Agronomist("an", "果树", TITLE_LEVEL_INTERMEDIATE), Agronomist("bo", "果树", TITLE_LEVEL_INTERMEDIATE)});
  v1::Posting earlier = Stationed();
  earlier.set_name("pairings/yh-cx/postings/earlier");
  earlier.set_start_date("2021-06-01");
  earlier.set_end_date("2021-06-30");
  ASSERT_THAT(Create(earlier), IsOk());
  ASSERT_THAT(Assign("a", "an", "postings/earlier"), IsOk());
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  EXPECT_THAT(Suggested("demands/kiwi"), ElementsAre("bo", "an"));
  EXPECT_EQ(Suggest("demands/kiwi")->candidates(1).reasons(2).number(), 30);
}

TEST_F(SuggestCandidatesTest, WithoutASpecialtyEverybodyOfTheSideIsLookedAt) {
  RegisterExperts();
  v1::Demand any = KiwiExpert();
  any.set_name(DemandName("any"));
  any.mutable_requirements()->clear_specialties();
  ASSERT_THAT(CreateDemand(any), IsOk());
  EXPECT_THAT(Suggested("demands/any"), ElementsAre("pig", "wang", "li"));
  EXPECT_THAT(LeftOut(*Suggest("demands/any")),
              ElementsAre("DOUBLE_BOOKING 1 1", "LEAVE_DURING_POSTING 1 1", "SENDING_SIDE 3 3", "TITLE_LEVEL 1 1"));
  auto merged = Agronomist("li", "果树", TITLE_LEVEL_INTERMEDIATE);
  merged.set_merged_into("persons/wang");
  auto restricted = Agronomist("pig", "畜牧", TITLE_LEVEL_SENIOR);
  restricted.mutable_restrict_time()->set_seconds(1);
  Register({merged, restricted});
  EXPECT_THAT(Suggested("demands/any"), ElementsAre("wang"));
  EXPECT_THAT(Suggested("demands/kiwi"), ElementsAre("wang"));
}

TEST_F(SuggestCandidatesTest, PagesGoOnWhereTheyEnded) {
  std::vector<registry::v1::Person> persons;
  std::vector<std::string> expected;
  for (int i = 0; i < 11; ++i) {
    const std::string id = absl::StrCat("p", absl::Dec(i, absl::kZeroPad2));
    persons.push_back(Agronomist(id, "果树", TITLE_LEVEL_INTERMEDIATE));
    expected.push_back(id);
  }
  Register(persons);
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  for (const int page_size : {1, 4, 10, 11, 12}) EXPECT_EQ(Walked("demands/kiwi", page_size), expected) << page_size;
  const auto first = Suggest("demands/kiwi", "page_size: 4");
  EXPECT_EQ(first->persons_examined(), 11);
  const auto second =
      Suggest("demands/kiwi", absl::StrCat("page_size: 4 page_token: '", first->next_page_token(), "'"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->persons_examined(), 0) << "told with the first page";
  EXPECT_THAT(second->left_out(), IsEmpty());
}

TEST_F(SuggestCandidatesTest, Refusals) {
  ASSERT_THAT(CreateDemand(KiwiExpert()), IsOk());
  v1::Demand other = KiwiExpert();
  other.set_name(DemandName("other"));
  ASSERT_THAT(CreateDemand(other), IsOk());
  Register({Agronomist("a", "果树", TITLE_LEVEL_INTERMEDIATE), Agronomist("b", "果树", TITLE_LEVEL_INTERMEDIATE)});
  EXPECT_THAT(Suggest("demands/none"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Suggest("postings/none"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(FieldsIn(Suggest("courses/clinical").status()), ElementsAre("item"));
  EXPECT_THAT(FieldsIn(Suggest("demands/kiwi", "page_size: -1").status()), ElementsAre("page_size"));
  EXPECT_THAT(Suggest("demands/kiwi", "page_token: 'x'"),
              FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  const std::string token = Suggest("demands/kiwi", "page_size: 1")->next_page_token();
  ASSERT_FALSE(token.empty());
  EXPECT_THAT(Suggest("demands/other", absl::StrCat("page_token: '", token, "'")),
              FailsWith(StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

// More people than one call looks at: those with higher titles are in the first part, and nobody is told twice.
TEST_F(SuggestCandidatesTest, ManyPeopleAreLookedAtInParts) {
  constexpr int kPeople = kPersonsPerSweepMax + 500;
  std::vector<registry::v1::Person> persons;
  for (int i = 0; i < kPeople; ++i)
    persons.push_back(Agronomist(absl::StrCat("p", absl::Dec(i, absl::kZeroPad5)), "果树",
                                 i < 500 ? TITLE_LEVEL_INTERMEDIATE : TITLE_LEVEL_ASSOCIATE_SENIOR));
  Register(persons);
  v1::Demand demand = KiwiExpert();
  demand.set_headcount(1000);
  ASSERT_THAT(CreateDemand(demand), IsOk());
  const absl::Time begin = absl::Now();
  const auto first = Suggest("demands/kiwi", "page_size: 1000");
  RecordProperty("milliseconds", static_cast<int>(absl::ToInt64Milliseconds(absl::Now() - begin)));
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->persons_examined(), kPersonsPerSweepMax);
  EXPECT_EQ(first->candidates(0).person(), "persons/p00500");
  const std::vector<std::string> all = Walked("demands/kiwi", 1000);
  ASSERT_EQ(all.size(), static_cast<size_t>(kPeople));
  EXPECT_EQ(all.back(), "p00499");
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

}  // namespace
}  // namespace jiedui::scheduler
