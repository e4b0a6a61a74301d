// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/merge.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "registry_service/domain/person.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using v1::Person;

const PlainSeal kSeal("key");
const PrivateRules kRules{.seal = kSeal, .allow_synthetic_ids = true};
const char kNumber[] = "990824198808088886";
const char kOtherNumber[] = "990824198501019990";

Stamp StampAt(uint64_t revision) {
  return {.now = absl::FromUnixSeconds(static_cast<int64_t>(revision)), .revision = revision, .actor = "tester"};
}

PersonRecord RecordOf(const std::string& name, const std::string& display_name, const std::string& number,
                      const std::string& mobile) {
  Person person;
  person.set_name(name);
  person.set_display_name(display_name);
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  if (!number.empty()) {
    auto& document = *person.mutable_private_fields()->mutable_id_document();
    document.set_kind(v1::IdDocument::KIND_RESIDENT_ID);
    document.set_number(number);
  }
  person.mutable_private_fields()->set_mobile(mobile);
  const auto draft = ParsePerson(person, kRules);
  EXPECT_THAT(draft, IsOk());
  const auto record = Register(*draft, {}, kSeal, StampAt(1));
  EXPECT_THAT(record, IsOk());
  return *record;
}

PersonRecord Xiao() { return RecordOf("persons/xiao", "肖丽", kNumber, ""); }
PersonRecord Twin() { return RecordOf("persons/twin", "萧丽", "", "15412345678"); }

v1::MergePersonsRequest MergeRequest() {
  v1::MergePersonsRequest request;
  request.set_name("persons/xiao");
  request.set_duplicate("persons/twin");
  request.set_reason("同一人");
  return request;
}

v1::UnmergePersonsRequest UnmergeRequest() {
  v1::UnmergePersonsRequest request;
  request.set_name("persons/twin");
  return request;
}

Merged MergedAt(uint64_t revision) {
  const auto merged = Merge(MergeRequest(), {.survivor = Xiao(), .duplicate = Twin()}, kSeal, StampAt(revision));
  EXPECT_THAT(merged, IsOk());
  return *merged;
}

std::string Rules(const absl::Status& status) {
  std::string rules;
  const auto detail = DetailOf<google::rpc::PreconditionFailure>(status);
  for (const auto& violation : detail.violations()) rules += violation.type() + " ";
  return rules;
}

TEST(Merge, UnitesTheTwoAndEndsOne) {
  const Merged merged = MergedAt(5);
  const Person& survivor = merged.survivor.person();
  EXPECT_EQ(survivor.display_name(), "肖丽");
  EXPECT_THAT(survivor.aliases(), ElementsAre("萧丽"));
  EXPECT_EQ(survivor.private_fields().id_document().number(), "990824********8886");
  EXPECT_EQ(survivor.private_fields().mobile(), "154****5678");
  EXPECT_EQ(survivor.etag(), "5");
  EXPECT_THAT(merged.survivor.merged_persons(), ElementsAre("persons/twin"));
  EXPECT_EQ(kSeal.Open(merged.survivor.sealed_private())->mobile(), "15412345678");

  EXPECT_EQ(merged.duplicate.person().merged_into(), "persons/xiao");
  EXPECT_TRUE(merged.duplicate.person().has_delete_time());
  EXPECT_EQ(HeldIdentity(merged.duplicate), "");
  EXPECT_EQ(merged.duplicate.person().display_name(), "") << "all that is known of her lies with the survivor";
  EXPECT_FALSE(merged.duplicate.person().has_private_fields());
  EXPECT_EQ(merged.duplicate.sealed_private(), "");
  EXPECT_EQ(merged.merge.reason(), "同一人");
  EXPECT_EQ(merged.merge.actor(), "tester");
}

TEST(Merge, TheIdentityNumberComesFromWhoeverHasOne) {
  v1::MergePersonsRequest request = MergeRequest();
  std::swap(*request.mutable_name(), *request.mutable_duplicate());
  const auto merged = Merge(request, {.survivor = Twin(), .duplicate = Xiao()}, kSeal, StampAt(5));
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->survivor.id_blind_index(), Xiao().id_blind_index());
  EXPECT_EQ(HeldIdentity(merged->survivor), Xiao().id_blind_index());
  EXPECT_EQ(kSeal.Open(merged->survivor.sealed_private())->id_document().number(), kNumber);
}

TEST(Merge, OtherNumbersNeedAWord) {
  const PersonRecord other = RecordOf("persons/twin", "萧丽", kOtherNumber, "");
  v1::MergePersonsRequest request = MergeRequest();
  const auto refused = Merge(request, {.survivor = Xiao(), .duplicate = other}, kSeal, StampAt(5));
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
  EXPECT_EQ(Rules(refused.status()), "SAME_IDENTITY ");
  request.set_allow_other_identity(true);
  const auto merged = Merge(request, {.survivor = Xiao(), .duplicate = other}, kSeal, StampAt(5));
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->survivor.id_blind_index(), Xiao().id_blind_index());
}

TEST(Merge, EveryRuleThatFailsIsTold) {
  MergeFacts facts{.survivor = Xiao(), .duplicate = MergedAt(3).duplicate};
  facts.survivor->mutable_person()->mutable_delete_time()->set_seconds(1);
  const auto refused = Merge(MergeRequest(), facts, kSeal, StampAt(5));
  EXPECT_EQ(Rules(refused.status()), "NOT_DELETED NOT_MERGED ");
  facts = {.survivor = Xiao(), .duplicate = Twin()};
  facts.duplicate->mutable_person()->mutable_restrict_time()->set_seconds(1);
  EXPECT_EQ(Rules(Merge(MergeRequest(), facts, kSeal, StampAt(5)).status()), "NOT_RESTRICTED ");
}

// As many as there may be, one of them merged into the duplicate before.
TEST(Merge, NobodyIsMadeOfMoreThanThirty) {
  MergeFacts facts{.survivor = Xiao(), .duplicate = Twin()};
  facts.duplicate->add_merged_persons("persons/earlier");
  for (int i = 2; i < kMergedPersonsMax; ++i) facts.survivor->add_merged_persons("persons/other");
  const auto full = Merge(MergeRequest(), facts, kSeal, StampAt(5));
  ASSERT_THAT(full, IsOk());
  EXPECT_EQ(full->survivor.merged_persons_size(), kMergedPersonsMax);
  facts.survivor->add_merged_persons("persons/one_more");
  const auto refused = Merge(MergeRequest(), facts, kSeal, StampAt(5));
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
  EXPECT_EQ(Rules(refused.status()), "AT_MOST_30_MERGED ");
}

TEST(Merge, WhatDoesNotFitIsRefused) {
  v1::MergePersonsRequest request = MergeRequest();
  EXPECT_THAT(Merge(request, {.duplicate = Twin()}, kSeal, StampAt(5)), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Merge(request, {.survivor = Xiao()}, kSeal, StampAt(5)), StatusIs(StatusCode::kNotFound));
  request.set_duplicate_etag("other");
  EXPECT_THAT(Merge(request, {.survivor = Xiao(), .duplicate = Twin()}, kSeal, StampAt(5)),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  request.set_duplicate(request.name());
  EXPECT_THAT(Merge(request, {.survivor = Xiao(), .duplicate = Xiao()}, kSeal, StampAt(5)),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("another person")));
}

TEST(Unmerge, BringsBothBackToTheByte) {
  const Merged merged = MergedAt(5);
  const auto restored = Unmerge(UnmergeRequest(), {.merge = merged.merge, .survivor = merged.survivor}, StampAt(6));
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(restored->survivor->SerializeAsString(), Xiao().SerializeAsString());
  EXPECT_EQ(restored->duplicate->SerializeAsString(), Twin().SerializeAsString());
}

TEST(Unmerge, LastsThirtyDays) {
  const Merged merged = MergedAt(5);
  const auto at = [&](absl::Duration later) {
    Stamp stamp = StampAt(6);
    stamp.now = absl::FromUnixSeconds(5) + later;
    return Unmerge(UnmergeRequest(), {.merge = merged.merge, .survivor = merged.survivor}, stamp);
  };
  EXPECT_THAT(at(absl::Hours(24) * 30), IsOk());
  const auto late = at(absl::Hours(24) * 30 + absl::Seconds(1));
  EXPECT_THAT(late, FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  EXPECT_EQ(Rules(late.status()), "WITHIN_30_DAYS ");
}

TEST(Unmerge, IsTooLateOnceTheMergeIsNoLongerKept) {
  EXPECT_EQ(Rules(Unmerge(UnmergeRequest(), {.is_merged = true}, StampAt(6)).status()), "WITHIN_30_DAYS ");
}

TEST(Merge, WhatEndsIsNotPurgedByTheClock) {
  const PersonRecord ended = MergedAt(5).duplicate;
  EXPECT_TRUE(ended.person().has_delete_time());
  EXPECT_FALSE(ended.person().has_purge_time());
}

TEST(Unmerge, ChangesSinceAreLostOnlyOnRequest) {
  Merged merged = MergedAt(5);
  merged.survivor.mutable_person()->set_etag("7");
  v1::UnmergePersonsRequest request = UnmergeRequest();
  const UnmergeFacts facts{.merge = merged.merge, .survivor = merged.survivor};
  EXPECT_EQ(Rules(Unmerge(request, facts, StampAt(8)).status()), "SURVIVOR_UNCHANGED ");
  request.set_discard_changes(true);
  EXPECT_THAT(Unmerge(request, facts, StampAt(8)), IsOk());
}

TEST(Unmerge, WhatCannotComeBackIsRefused) {
  Merged merged = MergedAt(5);
  EXPECT_THAT(Unmerge(UnmergeRequest(), {}, StampAt(6)), StatusIs(StatusCode::kNotFound));
  UnmergeFacts facts{.merge = merged.merge, .survivor = merged.survivor, .id_holder = "persons/third"};
  EXPECT_EQ(Rules(Unmerge(UnmergeRequest(), facts, StampAt(6)).status()), "IDENTITY_FREE ");
  facts.id_holder = "persons/xiao";
  facts.survivor->mutable_person()->mutable_delete_time()->set_seconds(1);
  EXPECT_EQ(Rules(Unmerge(UnmergeRequest(), facts, StampAt(6)).status()), "SURVIVOR_IS_THERE ");
}

TEST(Unmerge, TheSurvivorsOwnNumberMustBeFreeToo) {
  const Merged merged = MergedAt(5);
  UnmergeFacts facts{.merge = merged.merge, .survivor = merged.survivor, .survivor_id_holder = "persons/third"};
  const auto refused = Unmerge(UnmergeRequest(), facts, StampAt(6));
  EXPECT_EQ(Rules(refused.status()), "IDENTITY_FREE ");
  EXPECT_THAT(refused.status().ToString(), HasSubstr("persons/third"));
  facts.survivor_id_holder = "persons/xiao";
  EXPECT_THAT(Unmerge(UnmergeRequest(), facts, StampAt(6)), IsOk());
}

// What discard_changes loses must not be other people.
TEST(Unmerge, LaterMergesAreUndoneFirst) {
  Merged merged = MergedAt(5);
  for (const char* later : {"persons/late", "persons/of_late", "persons/last"})
    merged.survivor.add_merged_persons(later);
  merged.survivor.mutable_person()->set_etag("8");
  v1::UnmergePersonsRequest request = UnmergeRequest();
  request.set_discard_changes(true);
  const auto refused = Unmerge(request,
                               {.merge = merged.merge,
                                .survivor = merged.survivor,
                                .merged_into_survivor = {"persons/last", "persons/late", "persons/twin"}},
                               StampAt(9));
  EXPECT_EQ(Rules(refused.status()), "LATER_MERGES_FIRST ");
  EXPECT_THAT(refused.status().ToString(), HasSubstr("in this order, persons/last, persons/late"));
}

TEST(Unmerge, WhoIsNoLongerMadeOfWhatTheMergeLeftStays) {
  Merged merged = MergedAt(5);
  merged.survivor.clear_merged_persons();
  EXPECT_EQ(Rules(Unmerge(UnmergeRequest(), {.merge = merged.merge, .survivor = merged.survivor}, StampAt(9)).status()),
            "LATER_MERGES_FIRST ");
}

TEST(Unmerge, EarlierMergesOfEitherStandInNobodysWay) {
  MergeFacts facts{.survivor = Xiao(), .duplicate = Twin()};
  facts.survivor->add_merged_persons("persons/before");
  facts.duplicate->add_merged_persons("persons/of_twin");
  const auto merged = Merge(MergeRequest(), facts, kSeal, StampAt(5));
  ASSERT_THAT(merged, IsOk());
  EXPECT_THAT(merged->survivor.merged_persons(), ElementsAre("persons/before", "persons/twin", "persons/of_twin"));
  EXPECT_THAT(Unmerge(UnmergeRequest(), {.merge = merged->merge, .survivor = merged->survivor}, StampAt(6)), IsOk());
}

// What discard_changes loses must not be a restriction.
TEST(Unmerge, ARestrictionIsLiftedFirst) {
  Merged merged = MergedAt(5);
  merged.survivor.mutable_person()->mutable_restrict_time()->set_seconds(6);
  v1::UnmergePersonsRequest request = UnmergeRequest();
  request.set_discard_changes(true);
  EXPECT_EQ(Rules(Unmerge(request, {.merge = merged.merge, .survivor = merged.survivor}, StampAt(7)).status()),
            "NOT_RESTRICTED ");
}

TEST(PersonMerged, NamesTheOneToUse) {
  const absl::Status status = PersonMerged(MergedAt(5).duplicate);
  EXPECT_THAT(status, FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  EXPECT_THAT(status.ToString(), HasSubstr("persons/xiao"));
}

TEST(Merge, FormerNamesOfBothAreKept) {
  PersonRecord survivor = Xiao();
  survivor.add_former_names()->set_display_name("肖莉");
  PersonRecord duplicate = Twin();
  duplicate.add_former_names()->set_display_name("萧莉");
  const auto merged = Merge(MergeRequest(), {.survivor = survivor, .duplicate = duplicate}, kSeal, StampAt(5));
  ASSERT_THAT(merged, IsOk());
  ASSERT_EQ(merged->survivor.former_names_size(), 2);
  EXPECT_EQ(merged->survivor.former_names(1).display_name(), "萧莉");
  EXPECT_EQ(merged->duplicate.former_names_size(), 0);
}

}  // namespace
}  // namespace jiedui::registry
