// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "deploy/demo/organizations.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Posting;

TEST(MakePostings, CountAsTheArticleDoes) {
  std::map<Posting::Category, int> count;
  for (const auto& request : MakePostings()) {
    if (request.parent() == kPairing) ++count[request.posting().category()];
  }
  EXPECT_EQ(count[Posting::CATEGORY_CADRE], 2);
  EXPECT_EQ(count[Posting::CATEGORY_DOCTOR] + count[Posting::CATEGORY_TEACHER] + count[Posting::CATEGORY_AGRONOMIST] +
                count[Posting::CATEGORY_OTHER_PROFESSIONAL],
            12);
}

TEST(MakePostings, AreHeldByOrganizationsThatExist) {
  std::set<std::string> organizations;
  for (const auto& row : MakeOrganizations()) organizations.insert(row.organization().name());
  for (const auto& request : MakePostings()) {
    EXPECT_TRUE(organizations.contains(request.posting().host_organization())) << request.posting().host_organization();
    EXPECT_EQ(request.posting().headcount(), 1);
  }
}

TEST(MakePostings, AskDoctorsForALicence) {
  for (const auto& request : MakePostings()) {
    const bool is_doctor = request.posting().category() == Posting::CATEGORY_DOCTOR;
    if (is_doctor) {
      EXPECT_THAT(request.posting().requirements().licence_kinds(),
                  testing::ElementsAre(registry::v1::Licence::KIND_PHYSICIAN));
    }
  }
}

TEST(PostingName, IsInItsPairing) {
  EXPECT_EQ(PostingName(PostingPlans().front()), "pairings/yuhang-cangxi/postings/cadre-2021-1");
}

}  // namespace
}  // namespace jiedui::demo
