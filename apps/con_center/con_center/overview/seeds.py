"""What the measures of success ask of a center: no source but seed 000 names any of it, and that is no regulation."""

from con_center.overview.measures import BLOG
from con_center.setup.seeding import UNCONFIRMED, fill_settings

SETTINGS = {
	"strong_percent": 80,
	"fewest_processes": 3,
	"plans_among_processes": 1,
	"fewest_joint_activities": 1,
	"fewest_trained": 1,
	"measures_provenance": (
		f"อย่างน้อย 3 กระบวนงาน โดยเฉพาะการบูรณาการการจัดทำแผนชุมชนระดับตำบลและอำเภอ: {BLOG}; "
		f"ร้อยละที่ถือว่าเข้มแข็ง การให้ต้องมีการบูรณาการทั้งสองแผน จำนวนกิจกรรมและจำนวนครั้งของแต่ละศูนย์: {UNCONFIRMED}"
	),
	"spirit_times": 3,
	"spirit_meetings": 1,
	"spirit_trainings": 1,
	"spirit_provenance": (
		"ไม่พบแหล่งอ้างอิงที่กำหนดว่าจิตสาธารณะนับอย่างไร ระบบนับผู้ที่มาร่วมด้วยตนเองตามจำนวนครั้งที่ตั้งไว้ "
		f"ค่าตั้งต้นมากกว่าการประชุมปีละ 2 ครั้งตามหน้าที่หนึ่งครั้ง: {UNCONFIRMED}"
	),
}
SEEDS = {"measures of success": lambda: fill_settings(SETTINGS)}
