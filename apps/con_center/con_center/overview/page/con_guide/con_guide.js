// The guides in the desk (con_center.overview.guides): /app/con-guide, /app/con-guide/officer, or, about a form, a report
// or a page, /app/con-guide/about/Committee.
frappe.pages["con-guide"].on_page_load = (wrapper) => {
	wrapper.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Guide"), single_column: true });
	$(document.createElement("div")).addClass("con-guide").appendTo(wrapper.page.main);
};

frappe.pages["con-guide"].on_page_show = (wrapper) => {
	const [, first, about] = frappe.get_route();
	const asked = first === "about" ? { about } : { guide: first };
	frappe.xcall("con_center.overview.guides.read", asked).then((found) => show(wrapper, found));
};

function show({ page }, { guide, title, html, heading, others }) {
	page.set_title(title);
	const $guide = page.main.find(".con-guide");
	const links = others.map((each) => ({ ...each, is_open: each.guide === guide }));
	$guide.html(con_center.render("con_guide", { links }));
	// the app's own text, made HTML by the server
	$guide.find(".con-guide-text").html(html);
	const chapters = $guide.find("h2").get();
	chapters.forEach((chapter, number) => {
		const link = con_center.render("con_guide_chapter", { number, text: chapter.textContent });
		$guide.find(".con-guide-chapters").append(link);
	});
	const go_to = (chapter) => chapter?.scrollIntoView({ block: "start" });
	$guide.find("[data-chapter]").on("click", function () {
		go_to(chapters[Number(this.dataset.chapter)]);
	});
	go_to(chapters.find((chapter) => chapter.textContent.trim() === heading) || page.wrapper.get(0));
}
