// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/mask.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace jiedui::registry {
namespace {

TEST(Mask, ShowsWhatOfficialsAreUsedTo) {
  EXPECT_EQ(MaskedIdNumber("990824198808088886"), "990824********8886");
  EXPECT_EQ(MaskedMobile("15412345678"), "154****5678");
}

TEST(Mask, OfANameShowsItsEndsAsPublicListsDo) {
  EXPECT_EQ(MaskedName("张晓明"), "张*明");
  EXPECT_EQ(MaskedName("张三"), "张*");
  EXPECT_EQ(MaskedName("张"), "*");
  EXPECT_EQ(MaskedName("\U0002C35B\u00B7阿甲"), "\U0002C35B**甲");
}

TEST(Mask, OfNothingIsNothing) {
  EXPECT_EQ(MaskedName(""), "");
  EXPECT_EQ(MaskedIdNumber(""), "");
  EXPECT_EQ(MaskedMobile(""), "");
}

TEST(Mask, HidesAtLeastHalfOfAnyOtherNumberAndIsRecognised) {
  for (size_t length = 1; length <= 32; ++length) {
    for (const std::string& masked :
         {MaskedIdNumber(std::string(length, '7')), MaskedMobile(std::string(length, '7'))}) {
      const auto hidden = static_cast<size_t>(std::count(masked.begin(), masked.end(), '*'));
      EXPECT_TRUE(IsMasked(masked)) << length;
      EXPECT_EQ(masked.size(), length);
      const bool is_usual = length == 18 || length == 11;
      EXPECT_TRUE(is_usual || hidden * 2 >= length) << masked;
    }
  }
}

TEST(Mask, OfPrivateFieldsKeepsTheKindAndHidesTheNumbers) {
  v1::PrivateFields fields;
  fields.mutable_id_document()->set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  fields.mutable_id_document()->set_number("990824198808088886");
  fields.set_mobile("15412345678");
  const v1::PrivateFields masked = Masked(fields);
  EXPECT_EQ(masked.id_document().kind(), v1::IdDocument::KIND_RESIDENT_ID);
  EXPECT_EQ(masked.id_document().number(), "990824********8886");
  EXPECT_EQ(masked.mobile(), "154****5678");
  EXPECT_FALSE(Masked(v1::PrivateFields()).has_id_document());
}

}  // namespace
}  // namespace jiedui::registry
