// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/organization_keys.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace jiedui::registry {
namespace {

using testing::Contains;
using testing::Each;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::SizeIs;

v1::Organization Named(const std::string& display_name, const std::vector<std::string>& aliases = {}) {
  v1::Organization organization;
  organization.set_display_name(display_name);
  for (const std::string& alias : aliases) organization.add_aliases(alias);
  return organization;
}

// Whether the index would lead from the query to the organisation.
bool IsFoundBy(const v1::Organization& organization, const std::string& query) {
  for (const std::string& beginning : NamesAskedFor(query).Stored(kSearchKeysMax))
    for (const std::string& key : OrganizationKeys(organization))
      if (absl::StartsWith(key, beginning)) return MatchRank(NamesAskedFor(query), organization) != Rank::kNone;
  return false;
}

TEST(OrganizationKeys, APieceOfTheNameFindsIt) {
  const v1::Organization hospital = Named("苍溪县人民医院");
  for (const char* query : {"苍溪县人民医院", "苍溪", "县人民医院", "人民医", "医院", "cangxixian", "cxxrmyy"})
    EXPECT_TRUE(IsFoundBy(hospital, query)) << query;
  for (const char* query : {"中医院", "苍溪医院", "renmin", "院"}) EXPECT_FALSE(IsFoundBy(hospital, query)) << query;
}

TEST(OrganizationKeys, SoDoesAPieceOfAFormerName) {
  const v1::Organization hospital = Named("苍溪县人民医院", {"苍溪县第一医院"});
  EXPECT_TRUE(IsFoundBy(hospital, "苍溪县第一医院"));
  EXPECT_TRUE(IsFoundBy(hospital, "第一医院"));
}

TEST(OrganizationKeys, LettersWithinANameAreOfIt) {
  EXPECT_TRUE(IsFoundBy(Named("余杭示范医院A"), "示范医院a"));
  EXPECT_TRUE(IsFoundBy(Named("余杭示范医院A"), "yuhangshifanyiyuana"));
  EXPECT_TRUE(IsFoundBy(Named("ACME Training"), "acme"));
}

TEST(OrganizationKeys, FourDigitsAreANameLikeOthers) { EXPECT_TRUE(IsFoundBy(Named("1949培训基地"), "1949")); }

TEST(OrganizationKeys, AreBounded) {
  std::string name;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&name, i % 2 == 0 ? "单" : "重");
  std::vector<std::string> aliases;
  for (int i = 0; i < 20; ++i) aliases.push_back(absl::StrCat(i, name).substr(0, 90));
  const std::vector<std::string> keys = OrganizationKeys(Named(name, aliases));
  EXPECT_THAT(keys, SizeIs(kOrganizationKeysMax));
  EXPECT_THAT(keys, Each(SizeIs(Le(kSearchKeyBytesMax))));
}

TEST(OrganizationKeys, OneNameTakesNoMoreThanItsEnds) {
  std::string name;
  for (int i = 0; i < 15; ++i) absl::StrAppend(&name, "苍溪县");
  size_t ends = 0;
  for (const std::string& key : OrganizationKeys(Named(name, {"县医院"}))) ends += key[0] == 's' ? 1 : 0;
  EXPECT_LE(ends, kOrganizationNameEndsMax + 1);
  EXPECT_THAT(OrganizationKeys(Named(name, {"县医院"})), Contains("s医院"));
}

TEST(OrganizationMatchRank, PutsWholeNamesFirst) {
  const v1::Organization hospital = Named("苍溪县人民医院", {"苍溪县第一医院"});
  EXPECT_EQ(MatchRank(NamesAskedFor("苍溪县人民医院"), hospital), Rank::kExactName);
  EXPECT_EQ(MatchRank(NamesAskedFor("苍溪"), hospital), Rank::kNamePrefix);
  EXPECT_EQ(MatchRank(NamesAskedFor("苍溪县第一医院"), hospital), Rank::kExactAlias);
  EXPECT_EQ(MatchRank(NamesAskedFor("苍溪县第一"), hospital), Rank::kAliasPrefix);
  EXPECT_EQ(MatchRank(NamesAskedFor("cxxrmyy"), hospital), Rank::kInitials);
  EXPECT_EQ(MatchRank(NamesAskedFor("人民"), hospital), Rank::kPart);
  EXPECT_EQ(MatchRank(NamesAskedFor("中医"), hospital), Rank::kNone);
}

TEST(OrganizationKeys, OfNothingAreAskedForNone) {
  EXPECT_THAT(NamesAskedFor(" · ").All(), IsEmpty());
  EXPECT_THAT(NamesAskedFor("医院").All(), Not(IsEmpty()));
}

}  // namespace
}  // namespace jiedui::registry
