// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/restriction.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using testing::Not;

const PlainSeal kSeal("key");

Stamp StampAt(uint64_t revision) {
  return {.now = absl::FromUnixSeconds(static_cast<int64_t>(revision)), .revision = revision, .actor = "tester"};
}

PersonRecord Shan() {
  PersonRecord record;
  v1::Person& person = *record.mutable_person();
  person.set_name("persons/shan");
  person.set_display_name("单雪梅");
  person.add_aliases("单雪");
  person.set_birth_date("1988-08-08");
  person.set_ethnicity("汉");
  person.set_category(v1::PERSON_CATEGORY_NURSE);
  person.mutable_private_fields()->set_mobile("154****5678");
  person.add_employments()->set_organization("organizations/wps");
  auto& licence = *person.add_licences();
  licence.set_kind(v1::Licence::KIND_NURSE);
  licence.set_number("201951000001");
  licence.set_valid_to("2026-12-31");
  person.set_etag("1");
  record.set_id_blind_index("index");
  record.set_sealed_private("\x01");
  return record;
}

v1::RestrictPersonRequest Request(bool lift = false) {
  v1::RestrictPersonRequest request;
  request.set_name("persons/shan");
  request.set_reason("本人申请");
  request.set_lift(lift);
  return request;
}

TEST(Restrict, HidesWhoSheIsAndKeepsWhatCounts) {
  const auto record = Restrict(Request(), Shan(), kSeal, StampAt(3));
  ASSERT_THAT(record, IsOk());
  const v1::Person& shown = record->person();
  for (const char* hidden : {"单雪", "1988", "汉", "5678", "201951000001"})
    EXPECT_THAT(shown.DebugString(), Not(HasSubstr(hidden)));
  EXPECT_EQ(shown.display_name(), "");
  EXPECT_EQ(shown.category(), v1::PERSON_CATEGORY_NURSE);
  EXPECT_EQ(shown.employments_size(), 1);
  EXPECT_EQ(shown.licences(0).valid_to(), "2026-12-31");
  EXPECT_EQ(shown.restrict_time().seconds(), 3);
  EXPECT_EQ(shown.etag(), "3");
  EXPECT_EQ(record->id_blind_index(), "index") << "the number is still nobody else's";
  EXPECT_EQ(record->restrict_reason(), "本人申请");
}

TEST(Restrict, LiftingBringsEverythingBack) {
  const auto restricted = Restrict(Request(), Shan(), kSeal, StampAt(3));
  ASSERT_THAT(restricted, IsOk());
  EXPECT_EQ(PersonInFull(*restricted, kSeal)->display_name(), "单雪梅");
  const auto lifted = Restrict(Request(/*lift=*/true), *restricted, kSeal, StampAt(4));
  ASSERT_THAT(lifted, IsOk());
  v1::Person expected = Shan().person();
  expected.set_etag("4");
  expected.mutable_update_time()->set_seconds(4);
  EXPECT_EQ(lifted->person().SerializeAsString(), expected.SerializeAsString());
  EXPECT_EQ(lifted->sealed_person(), "");
  EXPECT_EQ(lifted->restrict_reason(), "");
}

TEST(Restrict, AgainChangesNothing) {
  const auto restricted = Restrict(Request(), Shan(), kSeal, StampAt(3));
  EXPECT_EQ(Restrict(Request(), *restricted, kSeal, StampAt(9))->SerializeAsString(), restricted->SerializeAsString());
  EXPECT_EQ(Restrict(Request(/*lift=*/true), Shan(), kSeal, StampAt(9))->SerializeAsString(),
            Shan().SerializeAsString());
}

PersonRecord Deleted(PersonRecord record) {
  record.mutable_person()->mutable_delete_time()->set_seconds(2);
  record.mutable_person()->mutable_purge_time()->set_seconds(90);
  return record;
}

TEST(Restrict, ADeletedPersonStaysDeleted) {
  const auto restricted = Restrict(Request(), Deleted(Shan()), kSeal, StampAt(3));
  ASSERT_THAT(restricted, IsOk());
  EXPECT_THAT(restricted->person().DebugString(), Not(HasSubstr("单雪")));
  EXPECT_EQ(restricted->person().delete_time().seconds(), 2);
  EXPECT_EQ(restricted->person().purge_time().seconds(), 90);
  const auto lifted = Restrict(Request(/*lift=*/true), *restricted, kSeal, StampAt(4));
  ASSERT_THAT(lifted, IsOk());
  EXPECT_EQ(lifted->person().display_name(), "单雪梅");
  EXPECT_EQ(lifted->person().purge_time().seconds(), 90);
}

// What was sealed does not know what became of her since.
TEST(Restrict, LiftingNeitherDeletesNorUndeletes) {
  const auto restricted = Restrict(Request(), Shan(), kSeal, StampAt(3));
  ASSERT_THAT(restricted, IsOk());
  const auto lifted = Restrict(Request(/*lift=*/true), Deleted(*restricted), kSeal, StampAt(4));
  ASSERT_THAT(lifted, IsOk());
  EXPECT_EQ(lifted->person().delete_time().seconds(), 2);
  EXPECT_EQ(lifted->person().purge_time().seconds(), 90);

  auto undeleted = Restrict(Request(), Deleted(Shan()), kSeal, StampAt(3));
  ASSERT_THAT(undeleted, IsOk());
  undeleted->mutable_person()->clear_delete_time();
  undeleted->mutable_person()->clear_purge_time();
  const auto lifted_again = Restrict(Request(/*lift=*/true), *undeleted, kSeal, StampAt(5));
  ASSERT_THAT(lifted_again, IsOk());
  EXPECT_FALSE(lifted_again->person().has_delete_time());
  EXPECT_FALSE(lifted_again->person().has_purge_time());
}

TEST(Showable, LeavesAMergedPersonWhereSheWent) {
  v1::Person merged;
  merged.set_name("persons/twin");
  merged.set_merged_into("persons/shan");
  EXPECT_EQ(Showable(merged, ToTimestamp(StampAt(3).now)).SerializeAsString(), merged.SerializeAsString());
}

TEST(NameOnly, LeavesNothingElse) {
  v1::Person expected;
  expected.set_name("persons/shan");
  EXPECT_EQ(NameOnly(Shan().person()).SerializeAsString(), expected.SerializeAsString());
}

TEST(Restrict, WhoIsGoneIsRefused) {
  EXPECT_THAT(Restrict(Request(), std::nullopt, kSeal, StampAt(3)), StatusIs(StatusCode::kNotFound));
  PersonRecord gone = Shan();
  gone.mutable_person()->mutable_delete_time()->set_seconds(2);
  gone.mutable_person()->set_merged_into("persons/other");
  EXPECT_THAT(Restrict(Request(), gone, kSeal, StampAt(3)),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  v1::RestrictPersonRequest request = Request();
  request.set_etag("0");
  EXPECT_THAT(Restrict(request, Shan(), kSeal, StampAt(3)), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(PersonInFull, DamageIsTold) {
  PersonRecord record = Shan();
  record.set_sealed_person("\x07");
  EXPECT_THAT(PersonInFull(record, kSeal), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(PersonRestricted(record), FailsWith(StatusCode::kFailedPrecondition, "PERSON_RESTRICTED"));
}

}  // namespace
}  // namespace jiedui::registry
