// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry_service/tools/cell_text.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::AllOf;
using testing::Eq;
using testing::HasSubstr;
using testing::Optional;
using testing::Pair;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(RosterField, HasItsOwnNameAndPath) {
  EXPECT_EQ(NameOf(RosterField::kName), "name");
  EXPECT_EQ(NameOf(RosterField::kLicenceValidTo), "licence_valid_to");
  EXPECT_EQ(NameOf(RosterField::kErrorReport), "");
  EXPECT_EQ(PathOf(RosterField::kName), "person.display_name");
  EXPECT_EQ(PathOf(RosterField::kLicenceValidTo), "person.licences[0].valid_to");
  EXPECT_EQ(PathOf(RosterField::kSerialNumber), "");
}

TEST(FieldOfHeader, KnowsFoldedHeaders) {
  EXPECT_THAT(FieldOfHeader("姓名"), Optional(Eq(RosterField::kName)));
  EXPECT_THAT(FieldOfHeader("公民身份号码"), Optional(Eq(RosterField::kIdNumber)));
  EXPECT_THAT(FieldOfHeader("序号"), Optional(Eq(RosterField::kSerialNumber)));
  EXPECT_THAT(FieldOfHeader("代码"), Optional(Eq(RosterField::kErrorReport)));
  for (const char* header : {"", "备注", "|", "姓名|名字"}) EXPECT_EQ(FieldOfHeader(header), std::nullopt) << header;
}

TEST(ParseHeaderMap, FoldsHeaders) {
  EXPECT_THAT(ParseHeaderMap({" 证件（新）=id_number", "a=b=name"}),
              IsOkAndHolds(testing::UnorderedElementsAre(Pair("证件", RosterField::kIdNumber),
                                                         Pair("a=b", RosterField::kName))));
  EXPECT_THAT(ParseHeaderMap({}), IsOkAndHolds(testing::IsEmpty()));
}

TEST(ParseHeaderMap, SaysWhatIsWrong) {
  for (const char* setting : {"证件", "=name", ""})
    EXPECT_THAT(ParseHeaderMap({setting}), StatusIs(kInvalid)) << setting;
  EXPECT_THAT(ParseHeaderMap({"证件=number"}),
              StatusIs(kInvalid, AllOf(HasSubstr("\"number\""), HasSubstr("name, sex, id_kind, id_number, mobile"),
                                       HasSubstr("licence_valid_to, ignore"))));
  EXPECT_THAT(ParseHeaderMap({"证件="}), StatusIs(kInvalid)) << "the columns of an error file have no name";
}

}  // namespace
}  // namespace jiedui::registry
