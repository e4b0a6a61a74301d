// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/name_list.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::HasSubstr;
using Stub = v1::OrganizationService::Stub;

TEST(CheckOrder, SaysWhatDoesNotGoTogether) {
  EXPECT_THAT(CheckOrder({}), IsOk());
  EXPECT_THAT(CheckOrder({.order_by = "name", .show_deleted = true}), IsOk());
  EXPECT_THAT(CheckOrder({.order_by = "display_name", .collation = v1::NAME_COLLATION_STROKE}), IsOk());
  EXPECT_THAT(CheckOrder({.order_by = "age"}), StatusIs(StatusCode::kInvalidArgument, HasSubstr("order_by")));
  EXPECT_THAT(CheckOrder({.collation = v1::NAME_COLLATION_PINYIN}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("collation")));
  EXPECT_THAT(CheckOrder({.order_by = "display_name", .collation = static_cast<v1::NameCollation>(9)}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("collation")));
  EXPECT_THAT(CheckOrder({.order_by = "display_name", .show_deleted = true}),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("show_deleted")));
}

class OrganizationsByName : public testing::Test {
 protected:
  OrganizationsByName() {
    Create("a", "元坝中心卫生院");
    Create("b", "陵江镇卫生院");
    Create("c", "三川镇卫生院");
    Create("d", "百利镇卫生院");
  }
  void Create(const std::string& id, const std::string& name) {
    v1::Organization organization = Hospital();
    organization.set_display_name(name);
    EXPECT_THAT(CreateOrganization(server_, id, organization), IsOk());
  }
  // Ids in the order of the pages, two to a page.
  std::vector<std::string> Ids(const std::string& order_by, v1::NameCollation collation) {
    std::vector<std::string> ids;
    v1::ListOrganizationsRequest request;
    request.set_order_by(order_by);
    request.set_collation(collation);
    request.set_page_size(2);
    do {
      const auto page = Call(server_.organizations(), &Stub::ListOrganizations, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const auto& organization : page->organizations()) ids.push_back(organization.name().substr(14));
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }
  RegistryServer server_;
};

// bai, ling, san, yuan; 三 has 3 strokes, 元 4, 百 6, 陵 more.
TEST_F(OrganizationsByName, AreByIdByPinyinOrByStrokes) {
  EXPECT_THAT(Ids("", v1::NAME_COLLATION_UNSPECIFIED), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(Ids("display_name", v1::NAME_COLLATION_UNSPECIFIED), ElementsAre("d", "b", "c", "a"));
  EXPECT_THAT(Ids("display_name", v1::NAME_COLLATION_STROKE), ElementsAre("c", "a", "d", "b"));
}

TEST_F(OrganizationsByName, ARenameMovesAndADeletionLeavesOut) {
  v1::UpdateOrganizationRequest rename;
  rename.mutable_organization()->set_name("organizations/a");
  rename.mutable_organization()->set_display_name("安溪镇卫生院");
  ASSERT_THAT(Call(server_.organizations(), &Stub::UpdateOrganization, rename), IsOk());
  v1::DeleteOrganizationRequest remove;
  remove.set_name("organizations/b");
  ASSERT_THAT(Call(server_.organizations(), &Stub::DeleteOrganization, remove), IsOk());
  EXPECT_THAT(Ids("display_name", v1::NAME_COLLATION_PINYIN), ElementsAre("a", "d", "c"));
}

TEST_F(OrganizationsByName, AWrongOrderIsNamed) {
  v1::ListOrganizationsRequest request;
  request.set_order_by("kind");
  EXPECT_THAT(Call(server_.organizations(), &Stub::ListOrganizations, request),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("order_by")));
}

}  // namespace
}  // namespace jiedui::registry
