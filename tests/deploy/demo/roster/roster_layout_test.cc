// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/roster/roster_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "registry_service/tools/cell_text.h"
#include "registry_service/tools/roster_fields.h"

namespace jiedui::demo {
namespace {

RosterEntry Entry() {
  RosterEntry entry;
  entry.cells = {{RosterCell::kName, "单雪梅"},
                 {RosterCell::kNumber, "990824198808088886"},
                 {RosterCell::kSex, "女"},
                 {RosterCell::kBirthDate, "1988-08-09"},
                 {RosterCell::kMobile, "15400000000"},
                 {RosterCell::kEthnicity, "汉族"},
                 {RosterCell::kOrganization, "陵江镇卫生院"},
                 {RosterCell::kPosition, "医生"},
                 {RosterCell::kCategory, "基层医生"}};
  return entry;
}

TEST(LayoutOf, EveryHeaderIsOneThatTheToolKnows) {
  for (int township = 0; township < 4; ++township) {
    for (const RosterColumn& column : LayoutOf(township).columns)
      EXPECT_TRUE(registry::FieldOfHeader(registry::FoldedHeader(column.header)).has_value()) << column.header;
    EXPECT_TRUE(LayoutOf(township).Has(RosterCell::kSex)) << "which findings need";
    EXPECT_TRUE(LayoutOf(township).Has(RosterCell::kBirthDate));
  }
}

TEST(ToBytes, WritesColumnsDatesAndEncodingOfTheLayout) {
  EXPECT_EQ(ToBytes(LayoutOf(1), {Entry()}),
            "\xEF\xBB\xBF姓 名,身份证号码,手机号,单位名称,现任职务,性别,出生年月日,民族\r\n"
            "单雪梅,990824198808088886,15400000000,陵江镇卫生院,医生,女,1988/08/09,汉族\r\n");
  const std::string office = ToBytes(LayoutOf(0), {Entry(), Entry()});
  EXPECT_TRUE(absl::StrContains(office, "\xB5\xA5\xD1\xA9\xC3\xB7")) << "单雪梅 in GB 18030";
  EXPECT_TRUE(absl::StrContains(office, "\r\n2,"));
}

TEST(ToBytes, ATitleStandsAboveTheHeaders) {
  EXPECT_EQ(LayoutOf(2).HeadRows(), 2);
  EXPECT_EQ(LayoutOf(2).HeaderOf(RosterCell::kName), "＊姓名");
  EXPECT_FALSE(LayoutOf(2).Has(RosterCell::kEthnicity));
}

}  // namespace
}  // namespace jiedui::demo
