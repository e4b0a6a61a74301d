// SPDX-License-Identifier: Apache-2.0
#include "common/base/half_width.h"

#include <gmock/gmock.h>

namespace jiedui {
namespace {

TEST(ToHalfWidth, TurnsWideFormsOnly) {
  EXPECT_EQ(ToHalfWidth("ＡＢＣ１２３！～"), "ABC123!~");
  EXPECT_EQ(ToHalfWidth("苍溪\u3000县\u00A0！"), "苍溪 县 !");
  EXPECT_EQ(ToHalfWidth("plain, 县, 𬍛"), "plain, 县, 𬍛");
  EXPECT_EQ(ToHalfWidth(""), "");
}

TEST(ToHalfWidth, SurvivesCutText) {
  const std::string cut = std::string("１").substr(0, 2);
  EXPECT_EQ(ToHalfWidth(cut), cut);
}

TEST(BareNumber, HasNeitherBlanksNorTheApostrophe) {
  EXPECT_EQ(BareNumber(" '１２ 34\t"), "1234");
  EXPECT_EQ(BareNumber("12'34"), "12'34");
  EXPECT_EQ(BareNumber("abcx"), "ABCX");
}

}  // namespace
}  // namespace jiedui
