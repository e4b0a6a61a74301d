// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_merge.h"

#include <gmock/gmock.h>

#include "registry_service/domain/organization.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using v1::Organization;

const Stamp kStamp{.now = absl::UnixEpoch(), .revision = 9};

OrganizationRecord Named(const std::string& name, const std::string& display_name) {
  OrganizationRecord record;
  record.mutable_organization()->set_name(name);
  record.mutable_organization()->set_display_name(display_name);
  record.mutable_organization()->set_etag("1");
  return record;
}

OrganizationRecord Survivor() { return Named("organizations/yunfeng", "云峰镇卫生院"); }
OrganizationRecord Predecessor() { return Named("organizations/baishan", "白山乡卫生院"); }

OrganizationMergeFacts Both() { return {.survivor = Survivor(), .predecessor = Predecessor()}; }

v1::MergeOrganizationsRequest Request() {
  v1::MergeOrganizationsRequest request;
  request.set_name("organizations/yunfeng");
  request.set_predecessor("organizations/baishan");
  request.set_merge_date("2022-01-01");
  request.set_reason("苍卫发〔2021〕1号");
  return request;
}

TEST(MergeOrganizations, ThePredecessorStaysAndSaysWhereItWent) {
  const auto merged = Merge(Request(), Both(), kStamp);
  ASSERT_THAT(merged, IsOk());
  const Organization& predecessor = merged->predecessor.organization();
  EXPECT_EQ(predecessor.merged_into(), "organizations/yunfeng");
  EXPECT_EQ(predecessor.merge_date(), "2022-01-01");
  EXPECT_FALSE(predecessor.has_delete_time());
  EXPECT_EQ(predecessor.etag(), "9");
  EXPECT_EQ(merged->predecessor.merge_reason(), "苍卫发〔2021〕1号");
}

TEST(MergeOrganizations, TheSurvivorTakesItsNames) {
  OrganizationMergeFacts facts = Both();
  facts.predecessor->mutable_organization()->add_aliases("白山卫生院");
  const auto merged = Merge(Request(), facts, kStamp);
  EXPECT_THAT(merged->survivor.organization().aliases(), ElementsAre("白山乡卫生院", "白山卫生院"));
  EXPECT_EQ(merged->survivor.organization().etag(), "9");
  facts.survivor = merged->survivor;
  facts.survivor->mutable_organization()->set_etag("5");
  EXPECT_EQ(Merge(Request(), facts, kStamp)->survivor.organization().etag(), "5") << "it knows these names";
}

TEST(MergeOrganizations, TooManyNamesAreRefused) {
  OrganizationMergeFacts facts = Both();
  for (int i = 0; i < kOrganizationAliasesMax; ++i)
    facts.survivor->mutable_organization()->add_aliases(std::to_string(i));
  EXPECT_THAT(Merge(Request(), facts, kStamp), FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST(MergeOrganizations, EveryRuleThatFailsIsNamed) {
  OrganizationMergeFacts facts = Both();
  *facts.survivor->mutable_organization()->mutable_delete_time() = ToTimestamp(kStamp.now);
  *facts.predecessor->mutable_organization()->mutable_delete_time() = ToTimestamp(kStamp.now);
  facts.predecessor->mutable_organization()->set_merged_into("organizations/other");
  facts.predecessor->mutable_organization()->set_merge_date("2020-01-01");
  facts.successors = {"organizations/other", "organizations/baishan"};
  const auto refused = Merge(Request(), facts, kStamp);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
  EXPECT_THAT(refused.status().ToString(),
              AllOf(HasSubstr("organizations/yunfeng is deleted"), HasSubstr("organizations/baishan is deleted"),
                    HasSubstr("was merged into organizations/other on 2020-01-01"),
                    HasSubstr("organizations/yunfeng was merged into organizations/baishan")));
}

TEST(MergeOrganizations, ASurvivorThatWasMergedItselfIsFine) {
  OrganizationMergeFacts facts = Both();
  facts.survivor->mutable_organization()->set_merged_into("organizations/other");
  facts.successors = {"organizations/other"};
  EXPECT_THAT(Merge(Request(), facts, kStamp), IsOk());
}

TEST(MergeOrganizations, WrongRequestsAreRefused) {
  v1::MergeOrganizationsRequest request = Request();
  request.set_predecessor(request.name());
  EXPECT_THAT(Merge(request, Both(), kStamp), StatusIs(StatusCode::kInvalidArgument, HasSubstr("predecessor")));
  EXPECT_THAT(Merge(Request(), {.survivor = Survivor()}, kStamp), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Merge(Request(), {.predecessor = Predecessor()}, kStamp), StatusIs(StatusCode::kNotFound));
  request = Request();
  request.set_etag("0");
  EXPECT_THAT(Merge(request, Both(), kStamp), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
  request = Request();
  request.set_predecessor_etag("0");
  EXPECT_THAT(Merge(request, Both(), kStamp), FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(UnmergeOrganizations, ClearsTheMergeOnce) {
  const ResourceRef ref{.name = "organizations/baishan"};
  const auto merged = Merge(Request(), Both(), kStamp);
  const auto back = Unmerge(ref, merged->predecessor, {.now = kStamp.now, .revision = 16});
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->organization().merged_into(), "");
  EXPECT_EQ(back->organization().merge_date(), "");
  EXPECT_EQ(back->merge_reason(), "");
  EXPECT_EQ(back->organization().etag(), "10");
  EXPECT_EQ(Unmerge(ref, *back, kStamp)->organization().etag(), "10") << "again changes nothing";
  EXPECT_THAT(Unmerge(ref, std::nullopt, kStamp), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Unmerge({.name = ref.name, .etag = "0"}, merged->predecessor, kStamp),
              FailsWith(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST(SuccessorOn, BeginsOnTheDayOfTheMerge) {
  const Organization merged = Merge(Request(), Both(), kStamp)->predecessor.organization();
  EXPECT_EQ(SuccessorOn(merged, "2021-12-31"), "");
  EXPECT_EQ(SuccessorOn(merged, "2022-01-01"), "organizations/yunfeng");
  EXPECT_EQ(SuccessorOn(Survivor().organization(), "2022-01-01"), "");
}

}  // namespace
}  // namespace jiedui::registry
