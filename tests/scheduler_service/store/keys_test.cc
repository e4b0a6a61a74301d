// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/keys.h"

#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/match.h"

namespace jiedui::scheduler {
namespace {

TEST(Keys, FollowTheGrammar) {
  EXPECT_EQ(PairingKey("pairings/yh-cx"), "yh-cx");
  EXPECT_EQ(MemberKey("pairings/yh-cx/courses/clinical"), "yh-cx/clinical");
  EXPECT_EQ(MemberKey("pairings/yh-cx/assignments/a"), "yh-cx/a");
  EXPECT_EQ(CertificatesKey("pairings/yh-cx", 2021), "yh-cx/2021");
  EXPECT_EQ(PersonKey("persons/zhao"), "zhao");
  EXPECT_EQ(PartKey("pairings/yh-cx/plans/x", 3), "yh-cx/x/0003");
  EXPECT_EQ(OrganizationKey("organizations/lingjiang"), "lingjiang");
  EXPECT_EQ(OrganizationPairKey("organizationPairs/h"), "h");
}

TEST(Keys, SeatsOfCoursesAndPostingsWithOneIdAreTwo) {
  EXPECT_NE(SeatsKey("pairings/p/courses/x"), SeatsKey("pairings/p/postings/x"));
}

TEST(Keys, OfASpecialtyHigherTitlesComeFirst) {
  EXPECT_LT(SpecialtyValue("果树", registry::v1::TITLE_LEVEL_SENIOR),
            SpecialtyValue("果树", registry::v1::TITLE_LEVEL_UNSPECIFIED));
  EXPECT_TRUE(absl::StartsWith(SpecialtyValue("果树", registry::v1::TITLE_LEVEL_SENIOR), SpecialtyValues("果树")));
  EXPECT_FALSE(absl::StartsWith(SpecialtyValue("果树学", registry::v1::TITLE_LEVEL_SENIOR), SpecialtyValues("果树")));
}

// Otherwise a scan of one table would meet the rows of another.
TEST(Keys, NoPrefixBeginsWithAnother) {
  const std::vector<absl::string_view> prefixes = {kPairingPrefix,
                                                   kCoursePrefix,
                                                   kPostingPrefix,
                                                   kAssignmentPrefix,
                                                   kCalendarPrefix,
                                                   kSeatsPrefix,
                                                   kItemDatesPrefix,
                                                   kDirectoryPersonPrefix,
                                                   kDirectoryCursorPrefix,
                                                   kDirectoryOrganizationPrefix,
                                                   kAssignmentByItemPrefix,
                                                   kDirectoryOrganizationPairPrefix,
                                                   kAssignmentByPersonPrefix,
                                                   kAttendancePrefix,
                                                   kCertificatesPrefix,
                                                   kAssignmentCertificatePrefix,
                                                   kDemandPrefix,
                                                   kDemandByStatePrefix,
                                                   kPersonBySpecialtyPrefix};
  for (const auto a : prefixes)
    for (const auto b : prefixes) EXPECT_TRUE(a == b || !absl::StartsWith(a, b)) << a << " begins with " << b;
}

}  // namespace
}  // namespace jiedui::scheduler
